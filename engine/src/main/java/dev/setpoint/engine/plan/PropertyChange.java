package dev.setpoint.engine.plan;

import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.Optional;

/**
 * A change of one value, at the deepest possible path.
 *
 * @param before live value; empty when there is none
 * @param after desired value; empty when it is removed
 * @param span place of the value in the spec; empty when the spec no longer has it
 * @param forcesReplacement true when the change replaces the object
 * @param sensitive true when neither value may be shown
 * @param dataLoss data that this change destroys
 */
public record PropertyChange(
        PropertyPath path,
        Optional<Value> before,
        Optional<Value> after,
        Cause cause,
        Optional<Span> span,
        boolean forcesReplacement,
        boolean sensitive,
        Optional<String> dataLoss) {

    /** Returns this change with another cause, which forces no replacement and loses no data. */
    public PropertyChange withCause(Cause other) {
        return new PropertyChange(path, before, after, other, span, false, sensitive, Optional.empty());
    }

    /** Returns this change with another new value. */
    public PropertyChange withAfter(Value value) {
        return new PropertyChange(
                path, before, Optional.of(value), cause, span, forcesReplacement, sensitive, dataLoss);
    }

    /** Returns the path, or the reference of {@code replaceOnChange} that this change is about. */
    public String subject() {
        return ReplacementTrigger.of(this).map(ReplacementTrigger::reference).orElseGet(path::toString);
    }

    /** Returns this change with another sentence about the data that it destroys. */
    public PropertyChange withDataLoss(Optional<String> sentence) {
        return new PropertyChange(path, before, after, cause, span, forcesReplacement, sensitive, sentence);
    }

    public PropertyChange withSpan(Optional<Span> place) {
        return new PropertyChange(path, before, after, cause, place, forcesReplacement, sensitive, dataLoss);
    }
}
