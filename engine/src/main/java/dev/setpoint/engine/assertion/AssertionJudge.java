package dev.setpoint.engine.assertion;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Diagnostic.Severity;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.expression.LocatedEvaluationException;
import dev.setpoint.engine.expression.NameSpace;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.stack.Assertion;
import dev.setpoint.engine.stack.Assertion.Subject;
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
public final class AssertionJudge {

    /** Characters of a value in a diagnostic. */
    private static final int LONGEST = 100;

    private final Stack stack;
    private final Scope scope;
    private final boolean applied;

    private AssertionJudge(Stack stack, Scope scope, boolean applied) {
        this.stack = stack;
        this.scope = scope;
        this.applied = applied;
    }

    /** Returns a judge of conditions before anything is changed. */
    public static AssertionJudge before(Stack stack, Scope scope) {
        return new AssertionJudge(stack, scope, false);
    }

    /** Returns a judge of conditions after the changes that they waited for. */
    public static AssertionJudge after(Stack stack, Scope scope) {
        return new AssertionJudge(stack, scope, true);
    }

    /** Evaluates a condition. That of a block that is off holds. */
    public Verdict verdict(Assertion assertion) {
        try {
            switch (When.of(assertion.when(), scope)) {
                case When.Decision.On _ -> {}
                case When.Decision.Off _ -> {
                    return new Verdict.Holds();
                }
                case When.Decision.Open _ -> {
                    return new Verdict.Waits();
                }
            }
            return switch (assertion.that().evaluate(scope).revealed()) {
                case Value.Bool(var holds) -> holds ? new Verdict.Holds() : fails(assertion, broken(assertion));
                case Value.Unknown _, Value.Redacted _ -> new Verdict.Waits();
                case Value other -> fails(assertion, noBoolean(assertion, other));
            };
        } catch (LocatedEvaluationException e) {
            return fails(assertion, e.diagnostic());
        }
    }

    /** Returns the diagnostic for a condition whose values are not known at the end of a run either. */
    public Diagnostic undecided(Assertion assertion) {
        return Diagnostic.warning(
                        "SP0631", prefix(assertion) + "this could not be checked: a value that it reads is not known.")
                .at(Optional.of(assertion.span()))
                .hint("Run `setpoint plan`, without `--target`, which evaluates it again.");
    }

    private static Verdict fails(Assertion assertion, Diagnostic problem) {
        return new Verdict.Fails(assertion.severity() == Severity.WARNING ? problem.asWarning() : problem);
    }

    private static Diagnostic noBoolean(Assertion assertion, Value value) {
        return Diagnostic.error(
                "SP0265", assertion.span(), "`that` must be true or false, and is " + ValueWording.kind(value) + ".");
    }

    private Diagnostic broken(Assertion assertion) {
        var problem = Diagnostic.error(code(assertion), place(assertion), prefix(assertion) + sentence(assertion))
                .hint(hint(assertion));
        if (assertion.subject() instanceof Subject.Input(var module, var name, var _, var _)) {
            var whose = module.isRoot() ? "" : " of `" + module + "`";
            problem = problem.related("the input `" + name + "`" + whose + " is validated here", assertion.span());
        }
        for (var other : assertion.related()) {
            problem = problem.related(other.label(), other.span());
        }
        return problem;
    }

    private String code(Assertion assertion) {
        return assertion.isValidation() ? "SP0325" : applied ? "SP0630" : "SP0591";
    }

    /** The place of an assertion, or of the value of an input, which may have passed through several modules. */
    private Span place(Assertion assertion) {
        return assertion.subject() instanceof Subject.Input input
                ? Optional.ofNullable(stack.locals().get(local(input)))
                        .flatMap(given -> new SpecPlaces(stack).elsewhere(given, PropertyPath.ROOT))
                        .orElse(input.value())
                : assertion.span();
    }

    private static String local(Subject.Input input) {
        return input.module().isRoot() ? "" : NameSpace.input(input.module(), input.name());
    }

    private static String prefix(Assertion assertion) {
        return switch (assertion.subject()) {
            case Subject.Block(var address) -> "`" + address + "`: ";
            case Subject.Module(var path) -> path.isRoot() ? "" : "`" + path + "`: ";
            case Subject.Input _ -> "";
        };
    }

    private Optional<String> hint(Assertion assertion) {
        return switch (assertion.subject()) {
            case Subject.Input input ->
                input.origin().isEmpty()
                        ? Optional.empty()
                        : Optional.of("The value was given by " + input.origin() + ".");
            case Subject.Block(var address) ->
                stops(assertion)
                        ? Optional.of("`" + address + "` stays as it is. Change the spec so that this holds, and apply"
                                + " again.")
                        : Optional.empty();
            case Subject.Module _ ->
                stops(assertion)
                        ? Optional.of("What was changed stays as it is. Change the spec so that this holds, and apply"
                                + " again.")
                        : Optional.empty();
        };
    }

    private boolean stops(Assertion assertion) {
        return applied && assertion.severity() == Severity.ERROR;
    }

    /** The message, with the values that the condition has read. */
    private String sentence(Assertion assertion) {
        var message = message(assertion.message()).strip();
        var values = new ArrayList<String>();
        assertion
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
