package dev.setpoint.engine.expression;

import dev.setpoint.engine.schema.Equality;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A scalar with expressions in it, parsed. Made by {@link TemplateParser}. */
public final class TextTemplate implements Template {

    /** One stretch of the scalar. */
    sealed interface Part {
        record Text(String text) implements Part {}

        /** @param offset of the expression's first character in the scalar */
        record Code(Expression expression, int offset) implements Part {}
    }

    /** A template that is ready to be evaluated, with the static type of what it gives. */
    public record Typed(TextTemplate template, Shape shape) {}

    private final String source;
    private final List<Part> parts;
    private final Set<Reference> references;

    TextTemplate(String source, List<Part> parts) {
        this.source = source;
        this.parts = List.copyOf(parts);
        var all = new LinkedHashSet<Reference>();
        for (var part : parts) {
            if (part instanceof Part.Code(var expression, var _)) {
                all.addAll(expression.references());
            }
        }
        this.references = Collections.unmodifiableSet(all);
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public Set<Reference> references() {
        return references;
    }

    /** This template checked against the types of the names it uses. */
    public Typed type(TypeScope scope, List<Complaint> complaints) {
        var typed = new ArrayList<Part>();
        Shape whole = new Shape.Text(Equality.EXACT);
        for (var part : parts) {
            switch (part) {
                case Part.Text text -> typed.add(text);
                case Part.Code(var expression, var offset) -> {
                    var found = new ArrayList<Complaint>();
                    var result = expression.type(scope, found);
                    if (found.isEmpty() && parts.size() > 1) {
                        interpolated(expression, result.shape()).ifPresent(found::add);
                    }
                    found.forEach(complaint -> complaints.add(complaint.moved(offset)));
                    typed.add(new Part.Code(Instances.of(result.expression(), scope), offset));
                    whole = parts.size() == 1 ? result.shape() : whole;
                }
            }
        }
        return new Typed(new TextTemplate(source, typed), whole);
    }

    private static Optional<Complaint> interpolated(Expression expression, Shape shape) {
        return switch (shape) {
            case Shape.ListOf _, Shape.MapOf _, Shape.ObjectOf _ -> {
                var written = expression.source().strip();
                yield Optional.of(new Complaint(
                        expression.source().indexOf(written),
                        written.length(),
                        "SP0306",
                        "`%s` is %s, which cannot be part of a text.".formatted(written, Shapes.describe(shape))));
            }
            default -> Optional.empty();
        };
    }

    @Override
    public Value evaluate(Scope scope) {
        if (parts.size() == 1 && parts.getFirst() instanceof Part.Code(var expression, var _)) {
            return expression.evaluate(scope);
        }
        var text = new StringBuilder();
        var secret = false;
        var known = true;
        for (var part : parts) {
            switch (part) {
                case Part.Text(var literal) -> text.append(literal);
                case Part.Code(var expression, var _) -> {
                    var value = expression.evaluate(scope);
                    secret |= value instanceof Value.Secret;
                    switch (value.revealed()) {
                        case Value.Unknown(var waiting) -> {
                            known = false;
                            text.append("${").append(waiting).append('}');
                        }
                        case Value.Redacted redacted -> {
                            return redacted;
                        }
                        case Value inner -> text.append(written(inner, expression));
                    }
                }
            }
        }
        if (!known) {
            // Two texts that wait for the same and are otherwise alike will be equal.
            return new Value.Unknown(secret ? source : text.toString());
        }
        return secret ? new Value.Secret(Value.of(text.toString())) : Value.of(text.toString());
    }

    private static String written(Value value, Expression expression) {
        return switch (value) {
            case Value.Str(var text) -> text;
            case Value.Bool(var b) -> String.valueOf(b);
            case Value.Num(var number) -> number.toPlainString();
            default ->
                throw new EvaluationException("`" + expression.source().strip() + "` is "
                        + (value instanceof Value.Null ? "empty" : "a list or a map")
                        + ", which cannot be part of a text.");
        };
    }

    @Override
    public String toString() {
        return source;
    }
}
