package dev.setpoint.engine.expression.template;

import dev.setpoint.engine.expression.Budget;
import dev.setpoint.engine.expression.Complaint;
import dev.setpoint.engine.expression.Expression;
import dev.setpoint.engine.expression.PathExpression;
import dev.setpoint.engine.expression.cel.CelExpression;
import dev.setpoint.engine.expression.template.TextTemplate.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Scalars to templates: finds each <code>${…}</code> and parses what is in it. */
public final class TemplateParser {

    /** Form of a policy variable: {@code aws:username}, {@code s3:prefix}, {@code aws:PrincipalTag/team, 'x'}. */
    private static final Pattern POLICY_VARIABLE = Pattern.compile("\\s*([a-z][a-z0-9-]*:[A-Za-z][^?{}]*|[*?$])\\s*");

    /** After so many in one text, more would say nothing new. */
    static final int MOST_COMPLAINTS = 100;

    private TemplateParser() {}

    /**
     * @param template the scalar with its expressions; empty when it holds none, or when there are complaints
     * @param literal the scalar's text with each <code>$${</code> made <code>${</code>; what it stands for when it holds no expression
     */
    public record Parsed(Optional<TextTemplate> template, String literal, List<Complaint> complaints) {}

    /** Tells whether there is anything to parse. */
    public static boolean isTemplate(String text) {
        return text.contains("${");
    }

    /** @param budget pays for the evaluations of what is found */
    public static Parsed parse(String text, Budget budget) {
        var parts = new ArrayList<Part>();
        var complaints = new ArrayList<Complaint>();
        var codes = new HashMap<String, Expression>();
        var literal = new StringBuilder();
        var at = 0;
        while (at < text.length() && complaints.size() < MOST_COMPLAINTS) {
            if (text.startsWith("$${", at)) {
                literal.append("${");
                at += 3;
            } else if (text.startsWith("${", at)) {
                var end = Braces.end(text, at + 2);
                if (end < 0) {
                    complaints.add(
                            new Complaint(at, text.length() - at, "SP0303", "This `${` is never closed by a `}`.")
                                    .hint("`$${` stands for a plain `${`."));
                    return new Parsed(Optional.empty(), text, complaints);
                }
                if (!literal.isEmpty()) {
                    parts.add(new Part.Text(literal.toString()));
                    literal.setLength(0);
                }
                code(text.substring(at + 2, end), at + 2, codes, parts, complaints);
                at = end + 1;
            } else {
                literal.append(text.charAt(at++));
            }
        }
        if (!complaints.isEmpty()) {
            return new Parsed(Optional.empty(), text, complaints);
        }
        if (parts.isEmpty()) {
            return new Parsed(Optional.empty(), literal.toString(), List.of());
        }
        if (!literal.isEmpty()) {
            parts.add(new Part.Text(literal.toString()));
        }
        return new Parsed(Optional.of(new TextTemplate(text, parts, budget)), text, List.of());
    }

    /**
     * Parses a text that is one expression, without <code>${</code> and <code>}</code> around it.
     *
     * @param budget pays for its evaluations
     */
    public static Parsed expression(String code, Budget budget) {
        var complaints = new ArrayList<Complaint>();
        if (code.strip().startsWith("${")) {
            complaints.add(new Complaint(0, code.length(), "SP0303", "An expression stands alone here, without `${`.")
                    .hint("Leave out `${` and the `}` that closes it."));
            return new Parsed(Optional.empty(), code, complaints);
        }
        var template = expression(code, complaints)
                .map(expression -> new TextTemplate(code, List.of(new Part.Code(expression, 0)), budget));
        return new Parsed(template, code, complaints);
    }

    /** Empty when it complains. A plain path is read without CEL. */
    private static Optional<Expression> expression(String code, List<Complaint> complaints) {
        return PathExpression.of(code).<Expression>map(path -> path).or(() -> CelExpression.parse(code, complaints));
    }

    /** @param codes what the text has had before; the same code is parsed once */
    private static void code(
            String code, int offset, Map<String, Expression> codes, List<Part> parts, List<Complaint> complaints) {
        var known = codes.get(code);
        if (known != null) {
            parts.add(new Part.Code(known, offset));
            return;
        }
        if (code.isBlank()) {
            complaints.add(new Complaint(offset - 2, code.length() + 3, "SP0303", "There is no expression in `${}`."));
            return;
        }
        if (POLICY_VARIABLE.matcher(code).matches()) {
            complaints.add(new Complaint(
                            offset - 2,
                            code.length() + 3,
                            "SP0304",
                            "`${" + code + "}` is not an expression; it looks like a policy variable of AWS.")
                    .hint("Write `$${" + code + "}` to pass it on as it is."));
            return;
        }
        var found = new ArrayList<Complaint>();
        expression(code, found).ifPresent(expression -> {
            codes.put(code, expression);
            parts.add(new Part.Code(expression, offset));
        });
        found.forEach(complaint -> complaints.add(complaint.moved(offset)));
    }
}
