package dev.setpoint.engine.expression.template;

import dev.setpoint.engine.expression.Budget;
import dev.setpoint.engine.expression.BudgetSpentError;
import dev.setpoint.engine.expression.Complaint;
import dev.setpoint.engine.expression.Condition;
import dev.setpoint.engine.expression.EvaluationException;
import dev.setpoint.engine.expression.Expression;
import dev.setpoint.engine.expression.GlobalExpression;
import dev.setpoint.engine.expression.PathExpression;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.expression.Shapes;
import dev.setpoint.engine.expression.Template;
import dev.setpoint.engine.expression.TypeScope;
import dev.setpoint.engine.schema.CommonEquality;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A scalar with expressions in it, parsed. Made by {@link TemplateParser}. */
public final class TextTemplate implements Template {

    /** One stretch of the scalar. */
    sealed interface Part {
        record Text(String text) implements Part {}

        /** @param offset of the expression's first character in the scalar */
        record Code(Expression expression, int offset) implements Part {}
    }

    /**
     * A template that is ready to be evaluated, with the static type of what it gives.
     *
     * @param optional true when it may have no value
     */
    public record Typed(TextTemplate template, Shape shape, boolean optional) {}

    /** A template around an expression takes as much of a thread's stack as some of its nodes. */
    private static final int LEVELS = 3;

    private final String source;
    private final List<Part> parts;
    private final Budget budget;
    private final Set<Reference> references;
    private final boolean readsFiles;
    private final int height;

    /** @param budget pays for its evaluations */
    TextTemplate(String source, List<Part> parts, Budget budget) {
        this.source = source;
        this.parts = List.copyOf(parts);
        this.budget = budget;
        this.height = LEVELS + height(parts);
        var all = new LinkedHashSet<Reference>();
        for (var part : parts) {
            if (part instanceof Part.Code(var expression, var _)) {
                all.addAll(expression.references());
            }
        }
        this.references = Collections.unmodifiableSet(all);
        this.readsFiles = files().findAny().isPresent();
    }

    private static int height(List<Part> parts) {
        return parts.stream()
                .mapToInt(part -> part instanceof Part.Code(var expression, var _) ? expression.height() : 0)
                .max()
                .orElse(0);
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public Set<Reference> references() {
        return references;
    }

    @Override
    public Set<Reference> fileArguments() {
        return files().flatMap(Set::stream).collect(Collectors.toSet());
    }

    @Override
    public boolean readsFiles() {
        return readsFiles;
    }

    private Stream<Set<Reference>> files() {
        return parts.stream()
                .flatMap(part -> part instanceof Part.Code(var expression, var _)
                        ? expression.files().stream()
                        : Stream.empty());
    }

    /** This template checked against the types of the names it uses. */
    public Typed type(TypeScope scope, List<Complaint> complaints) {
        var typed = new ArrayList<Part>();
        Shape whole = new Shape.Text(CommonEquality.EXACT);
        var optional = false;
        for (var part : parts) {
            if (complaints.size() >= TemplateParser.MOST_COMPLAINTS) {
                break;
            }
            switch (part) {
                case Part.Text text -> typed.add(text);
                case Part.Code(var expression, var offset) -> {
                    var found = new ArrayList<Complaint>();
                    var result = expression.type(scope, found);
                    count(result.shape(), expression, offset);
                    if (found.isEmpty() && parts.size() > 1) {
                        interpolated(expression, result).ifPresent(found::add);
                    }
                    found.forEach(complaint -> complaints.add(complaint.moved(offset)));
                    var instances =
                            FileExpression.of(GlobalExpression.of(result.expression(), scope), expression, scope);
                    count(instances, offset);
                    typed.add(new Part.Code(instances, offset));
                    whole = parts.size() == 1 ? result.shape() : whole;
                    optional = parts.size() == 1 && result.optional();
                }
            }
        }
        return new Typed(new TextTemplate(source, typed, budget), whole, optional);
    }

    /** The facts that follow where its value is true. */
    public Condition condition() {
        return parts.size() == 1 && parts.getFirst() instanceof Part.Code(var expression, var _)
                ? expression.condition()
                : Condition.NONE;
    }

    private void count(Shape shape, Expression expression, int offset) {
        try {
            budget.type(shape);
        } catch (BudgetSpentError e) {
            e.in(offset, expression.source().length());
            throw e;
        }
    }

    /** One that reads all instances of a block depends on each. */
    private void count(Expression expression, int offset) {
        try {
            budget.depend(expression.references().size());
        } catch (BudgetSpentError e) {
            e.in(offset, expression.source().length());
            throw e;
        }
    }

    private static Optional<Complaint> interpolated(Expression expression, Expression.Typed typed) {
        var written = expression.source().strip();
        var at = expression.source().indexOf(written);
        if (typed.optional()) {
            return Optional.of(new Complaint(
                            at,
                            written.length(),
                            "SP0332",
                            "`%s` may be absent, and a text needs a value.".formatted(written))
                    .hint("Write `" + (PathExpression.of(written).isPresent() ? written : "(" + written + ")")
                            + ".orValue('…')`."));
        }
        return switch (typed.shape()) {
            case Shape.ListOf _, Shape.MapOf _, Shape.ObjectOf _ ->
                Optional.of(new Complaint(
                        at,
                        written.length(),
                        "SP0306",
                        "`%s` is %s, which cannot be part of a text."
                                .formatted(written, Shapes.describe(typed.shape()))));
            default -> Optional.empty();
        };
    }

    @Override
    public Value evaluate(Scope scope) {
        return parts.size() == 1 && parts.getFirst() instanceof Part.Code code
                ? value(code, scope)
                : budget.nested(height, () -> text(scope));
    }

    /** The value of one expression, paid for. */
    private Value value(Part.Code code, Scope scope) {
        try {
            var value = budget.nested(height, () -> code.expression().evaluate(scope, budget));
            budget.result(value);
            return value;
        } catch (BudgetSpentError e) {
            e.in(code.offset(), code.expression().source().length());
            throw e;
        }
    }

    private Value text(Scope scope) {
        var text = new StringBuilder();
        var secret = false;
        var known = true;
        for (var part : parts) {
            switch (part) {
                case Part.Text(var literal) -> {
                    budget.make(literal.length());
                    text.append(literal);
                }
                case Part.Code code -> {
                    var value = value(code, scope);
                    secret |= value instanceof Value.Secret;
                    switch (value.revealed()) {
                        case Value.Unknown(var waiting, var _) -> {
                            known = false;
                            text.append("${").append(waiting).append('}');
                        }
                        case Value.Redacted redacted -> {
                            return redacted;
                        }
                        case Value inner -> text.append(written(inner, code.expression()));
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
