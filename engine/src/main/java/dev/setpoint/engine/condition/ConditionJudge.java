package dev.setpoint.engine.condition;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Diagnostic.Severity;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.expression.LocatedEvaluationException;
import dev.setpoint.engine.expression.NameSpace;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.stack.Condition;
import dev.setpoint.engine.stack.Condition.Subject;
import dev.setpoint.engine.stack.SpecPlaces;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.stack.When;
import dev.setpoint.engine.validation.ValueWording;
import dev.setpoint.engine.value.DisplayedValue;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Evaluates conditions and words the diagnostics of those that do not hold, with the values that they read. Secrets are
 * hidden.
 */
public final class ConditionJudge {

    /** Characters of a value in a diagnostic. */
    private static final int LONGEST = 100;

    private final Stack stack;
    private final Scope scope;
    private final boolean applied;

    private ConditionJudge(Stack stack, Scope scope, boolean applied) {
        this.stack = stack;
        this.scope = scope;
        this.applied = applied;
    }

    /** Returns a judge of conditions before anything is changed. */
    public static ConditionJudge before(Stack stack, Scope scope) {
        return new ConditionJudge(stack, scope, false);
    }

    /** Returns a judge of conditions after the changes that they waited for. */
    public static ConditionJudge after(Stack stack, Scope scope) {
        return new ConditionJudge(stack, scope, true);
    }

    /** Evaluates a condition. That of a block that is off holds. */
    public Verdict verdict(Condition condition) {
        try {
            switch (When.of(condition.when(), scope)) {
                case When.Decision.On _ -> {}
                case When.Decision.Off _ -> {
                    return new Verdict.Holds();
                }
                case When.Decision.Open _ -> {
                    return new Verdict.Waits();
                }
            }
            return switch (condition.that().evaluate(scope).revealed()) {
                case Value.Bool(var holds) -> holds ? new Verdict.Holds() : fails(condition, broken(condition));
                case Value.Unknown _, Value.Redacted _ -> new Verdict.Waits();
                case Value other -> fails(condition, noBoolean(condition, other));
            };
        } catch (LocatedEvaluationException e) {
            return fails(condition, e.diagnostic());
        }
    }

    /** Returns the diagnostic for a condition whose values are not known at the end of a run either. */
    public Diagnostic undecided(Condition condition) {
        return Diagnostic.warning(
                        "SP0631", prefix(condition) + "this could not be checked: a value that it reads is not known.")
                .at(Optional.of(condition.span()))
                .hint("Run `setpoint plan`, without `--target`, which evaluates it again.");
    }

    private static Verdict fails(Condition condition, Diagnostic problem) {
        return new Verdict.Fails(condition.severity() == Severity.WARNING ? problem.asWarning() : problem);
    }

    private static Diagnostic noBoolean(Condition condition, Value value) {
        return Diagnostic.error(
                "SP0265", condition.span(), "`that` must be true or false, and is " + ValueWording.kind(value) + ".");
    }

    private Diagnostic broken(Condition condition) {
        var problem = Diagnostic.error(code(condition), place(condition), prefix(condition) + sentence(condition))
                .hint(hint(condition));
        if (condition.subject() instanceof Subject.Input(var module, var name, var _, var _)) {
            var whose = module.isRoot() ? "" : " of `" + module + "`";
            problem = problem.related("the input `" + name + "`" + whose + " is validated here", condition.span());
        }
        for (var other : condition.related()) {
            problem = problem.related(other.label(), other.span());
        }
        return problem;
    }

    private String code(Condition condition) {
        return condition.isValidation() ? "SP0325" : applied ? "SP0630" : "SP0591";
    }

    /** The place of an assertion, or of the value of an input, which may have passed through several modules. */
    private Span place(Condition condition) {
        return condition.subject() instanceof Subject.Input input
                ? Optional.ofNullable(stack.locals().get(local(input)))
                        .flatMap(given -> new SpecPlaces(stack).elsewhere(given, PropertyPath.ROOT))
                        .orElse(input.value())
                : condition.span();
    }

    private static String local(Subject.Input input) {
        return input.module().isRoot() ? "" : NameSpace.input(input.module(), input.name());
    }

    private static String prefix(Condition condition) {
        return switch (condition.subject()) {
            case Subject.Block(var address) -> "`" + address + "`: ";
            case Subject.Module(var path) -> path.isRoot() ? "" : "`" + path + "`: ";
            case Subject.Input _ -> "";
        };
    }

    private Optional<String> hint(Condition condition) {
        return switch (condition.subject()) {
            case Subject.Input input ->
                input.origin().isEmpty()
                        ? Optional.empty()
                        : Optional.of("The value was given by " + input.origin() + ".");
            case Subject.Block(var address) ->
                stops(condition)
                        ? Optional.of("`" + address + "` stays as it is. Change the spec so that this holds, and apply"
                                + " again.")
                        : Optional.empty();
            case Subject.Module _ ->
                stops(condition)
                        ? Optional.of("What was changed stays as it is. Change the spec so that this holds, and apply"
                                + " again.")
                        : Optional.empty();
        };
    }

    private boolean stops(Condition condition) {
        return applied && condition.severity() == Severity.ERROR;
    }

    /** The message, with the values that the condition has read. */
    private String sentence(Condition condition) {
        var message = message(condition.message()).strip();
        var values = new ArrayList<String>();
        condition
                .reads()
                .forEach((name, term) -> shown(term).ifPresent(value -> values.add("`" + name + "` is " + value)));
        if (values.isEmpty()) {
            return message;
        }
        var end = message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
        return end + " (" + String.join(", ", values) + ").";
    }

    private String message(Term term) {
        try {
            return switch (term.evaluate(scope)) {
                case Value.Str(var text) -> text;
                case Value.Secret _, Value.Redacted _ -> "The condition does not hold, and its message is sensitive.";
                case Value.Unknown _ -> source(term);
                case Value other -> DisplayedValue.plain(Optional.of(other));
            };
        } catch (LocatedEvaluationException _) {
            return source(term);
        }
    }

    /** The message as written, where an expression in it has no value. */
    private static String source(Term term) {
        return term instanceof Term.Computed computed ? computed.template().source() : "The condition does not hold.";
    }

    private Optional<String> shown(Term term) {
        try {
            var value = term.evaluate(scope);
            if (value.revealed() instanceof Value.Null) {
                return Optional.of("absent");
            }
            return value instanceof Value.Unknown
                    ? Optional.empty()
                    : Optional.of(shortened(DisplayedValue.value(value)));
        } catch (LocatedEvaluationException _) {
            return Optional.empty();
        }
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…`" : text;
    }
}
