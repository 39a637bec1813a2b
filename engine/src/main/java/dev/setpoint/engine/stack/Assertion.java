package dev.setpoint.engine.stack;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.ModulePath;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Term;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A condition that must hold: an entry of {@code assert}, or of {@code validate} of an input.
 *
 * @param when the conditions under which its block exists, as far as the plan decides them; otherwise it is not evaluated
 * @param that a boolean
 * @param message the sentence for a condition that does not hold
 * @param severity of the diagnostic; a warning blocks nothing
 * @param reads the values that {@code that} reads, by their names as written in the spec
 * @param span the place of {@code that}
 * @param related other places of the diagnostic, such as the call of the module
 */
public record Assertion(
        Subject subject,
        List<When> when,
        Term that,
        Term message,
        Diagnostic.Severity severity,
        Map<String, Term> reads,
        Span span,
        List<Diagnostic.Related> related) {

    /** The thing that a condition belongs to. */
    public sealed interface Subject {

        /** A resource or a data source. */
        record Block(Address address) implements Subject {}

        /** A call of a module; the root for the stack itself. */
        record Module(ModulePath path) implements Subject {}

        /**
         * An input.
         *
         * @param module the call that gives the input its value; the root for the stack itself
         * @param value the place of the value
         * @param origin the option or file that gives the value; empty for a value in the spec
         */
        record Input(ModulePath module, String name, Span value, String origin) implements Subject {}
    }

    public Assertion {
        when = List.copyOf(when);
        related = List.copyOf(related);
    }

    /** True for a condition of an input. */
    public boolean isValidation() {
        return subject instanceof Subject.Input;
    }

    /** Everything that the condition and its message read. */
    public Set<Reference> references() {
        var all = new LinkedHashSet<>(that.references());
        all.addAll(message.references());
        return all;
    }
}
