package dev.setpoint.engine.plan;

import dev.setpoint.engine.diagnostic.Diagnostic.Severity;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.expression.NameSpace;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.stack.Assertion;
import dev.setpoint.engine.value.Json;
import java.util.Optional;

/**
 * A condition that apply evaluates, after the changes that it waits for.
 *
 * @param subject the address of the resource, data source or module, or the name of the input; empty for the stack
 * @param condition the expression as written, without <code>${</code> and <code>}</code>
 * @param warning true when nothing stops if it does not hold
 */
public record PlannedCheck(String subject, String condition, boolean warning, Optional<Span> place) {

    public static PlannedCheck of(Assertion assertion) {
        return new PlannedCheck(
                subject(assertion.subject()),
                code(assertion.that()),
                assertion.severity() == Severity.WARNING,
                Optional.of(assertion.span()));
    }

    private static String subject(Assertion.Subject subject) {
        return switch (subject) {
            case Assertion.Subject.Block(var address) -> address.text();
            case Assertion.Subject.Module(var path) -> path.text();
            case Assertion.Subject.Input(var module, var name, var _, var _) ->
                module.isRoot() ? "inputs." + name : NameSpace.input(module, name);
        };
    }

    private static String code(Term that) {
        return switch (that) {
            case Term.Computed computed -> {
                var source = computed.template().source().strip();
                yield source.startsWith("${") && source.endsWith("}")
                        ? source.substring(2, source.length() - 1).strip()
                        : source;
            }
            case Term.Literal(var value, var _) -> Json.compact(value);
            case Term.ListTerm _, Term.MapTerm _ -> "";
        };
    }
}
