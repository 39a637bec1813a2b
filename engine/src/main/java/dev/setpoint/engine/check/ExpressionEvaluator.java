package dev.setpoint.engine.check;

import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.check.term.TermTyper;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.expression.Budget;
import dev.setpoint.engine.expression.BudgetSpentError;
import dev.setpoint.engine.expression.LocatedEvaluationException;
import dev.setpoint.engine.expression.Reference.Root;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.expression.TypeScope;
import dev.setpoint.engine.expression.template.TemplateParser;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.Value;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Evaluates single expressions, as somebody types them, with the names of a stack. Their values are those that the spec
 * alone gives. Sends no request.
 */
public final class ExpressionEvaluator {

    private final Function<CheckProblems, TermTyper> typers;
    private final Scope values;

    /**
     * @param typers gives the typer of expressions that reports its problems there
     * @param values values of the names in expressions
     */
    ExpressionEvaluator(Function<CheckProblems, TermTyper> typers, Scope values) {
        this.typers = typers;
        this.values = values;
    }

    /** Returns an evaluator of expressions with literals and functions alone. */
    public static ExpressionEvaluator withoutStack() {
        return new ExpressionEvaluator(problems -> new TermTyper(new NoNames(), problems), (_, _) -> Value.Null.VALUE);
    }

    /**
     * Checks and evaluates an expression. Its value is {@link Value.Unknown}, at the top or inside, where only an apply
     * will tell, and {@link Value.Secret} where it comes from a secret.
     *
     * @param code the expression, without <code>${</code> and <code>}</code>
     * @param place the place of the whole expression, for diagnostics
     */
    public Result<Value> evaluate(String code, Span place) {
        var problems = new CheckProblems(place.source());
        try {
            var parsed = TemplateParser.expression(code, new Budget());
            problems.addAll(parsed.complaints(), place, code);
            var term = parsed.template()
                    .map(template -> typers.apply(problems)
                            .infer(new Term.Computed(template, place))
                            .term());
            var found = problems.sorted();
            return term.isEmpty() || !found.isEmpty()
                    ? new Result.Failed<>(found)
                    : Result.ok(term.get().evaluate(values));
        } catch (LocatedEvaluationException e) {
            return Result.failed(e.diagnostic());
        } catch (BudgetSpentError e) {
            return Result.failed(e.diagnostic());
        }
    }

    /** Names where there is no stack. */
    private record NoNames() implements TypeScope {

        @Override
        public Optional<Shape> shape(Root root, String name) {
            return Optional.empty();
        }

        @Override
        public Collection<String> names(Root root) {
            return List.of();
        }
    }
}
