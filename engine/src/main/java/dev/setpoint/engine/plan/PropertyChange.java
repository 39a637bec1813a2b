package dev.setpoint.engine.plan;

import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.Optional;

/**
 * One value that changes, at the deepest level at which that can be said.
 *
 * @param before live value; empty when there is none
 * @param after desired value; empty when it is removed
 * @param span where the spec asks for it; empty when the spec no longer mentions it
 * @param forcesReplacement the object must be made anew because of this
 * @param sensitive neither value may be shown
 * @param dataLoss what this change destroys
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

    /** The same for another reason, by which nothing is forced or lost. */
    public PropertyChange withCause(Cause other) {
        return new PropertyChange(path, before, after, other, span, false, sensitive, Optional.empty());
    }

    /** The same with another value in the end. */
    public PropertyChange withAfter(Value value) {
        return new PropertyChange(
                path, before, Optional.of(value), cause, span, forcesReplacement, sensitive, dataLoss);
    }

    /** The path, or the reference of {@code replaceOnChange} that it stands for. */
    public String subject() {
        return ReplacementTrigger.of(this).map(ReplacementTrigger::reference).orElseGet(path::toString);
    }

    /** The same with another sentence of what it destroys. */
    public PropertyChange withDataLoss(Optional<String> sentence) {
        return new PropertyChange(path, before, after, cause, span, forcesReplacement, sensitive, sentence);
    }

    public PropertyChange withSpan(Optional<Span> place) {
        return new PropertyChange(path, before, after, cause, place, forcesReplacement, sensitive, dataLoss);
    }
}
