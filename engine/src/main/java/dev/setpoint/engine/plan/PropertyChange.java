package dev.setpoint.engine.plan;

import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.schema.annotation.Concern;
import dev.setpoint.engine.schema.annotation.ElementKeys;
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
 * @param concern subject that a reviewer looks for
 * @param keys members that tell the elements of lists in its values apart, where a value is a text
 */
public record PropertyChange(
        PropertyPath path,
        Optional<Value> before,
        Optional<Value> after,
        Cause cause,
        Optional<Span> span,
        boolean forcesReplacement,
        boolean sensitive,
        Optional<String> dataLoss,
        Optional<Concern> concern,
        ElementKeys keys) {

    /** A change without notes for a reviewer. */
    public PropertyChange(
            PropertyPath path,
            Optional<Value> before,
            Optional<Value> after,
            Cause cause,
            Optional<Span> span,
            boolean forcesReplacement,
            boolean sensitive,
            Optional<String> dataLoss) {
        this(
                path,
                before,
                after,
                cause,
                span,
                forcesReplacement,
                sensitive,
                dataLoss,
                Optional.empty(),
                ElementKeys.NONE);
    }

    /** Returns this change with notes for a reviewer. */
    public PropertyChange noted(Optional<Concern> subject, ElementKeys members) {
        return new PropertyChange(
                path, before, after, cause, span, forcesReplacement, sensitive, dataLoss, subject, members);
    }

    /** Returns this change with another cause, which forces no replacement and loses no data. */
    public PropertyChange withCause(Cause other) {
        return new PropertyChange(path, before, after, other, span, false, sensitive, Optional.empty(), concern, keys);
    }

    /** Returns this change with another cause, and the same effects. */
    public PropertyChange explained(Cause other) {
        return new PropertyChange(
                path, before, after, other, span, forcesReplacement, sensitive, dataLoss, concern, keys);
    }

    /** Returns this change with another new value. */
    public PropertyChange withAfter(Value value) {
        return new PropertyChange(
                path, before, Optional.of(value), cause, span, forcesReplacement, sensitive, dataLoss, concern, keys);
    }

    /** Returns the path, or the reference of {@code replaceOnChange} that this change is about. */
    public String subject() {
        return ReplacementTrigger.of(this).map(ReplacementTrigger::reference).orElseGet(path::toString);
    }

    /** Returns this change with another sentence about the data that it destroys. */
    public PropertyChange withDataLoss(Optional<String> sentence) {
        return new PropertyChange(
                path, before, after, cause, span, forcesReplacement, sensitive, sentence, concern, keys);
    }

    public PropertyChange withSpan(Optional<Span> place) {
        return new PropertyChange(
                path, before, after, cause, place, forcesReplacement, sensitive, dataLoss, concern, keys);
    }
}
