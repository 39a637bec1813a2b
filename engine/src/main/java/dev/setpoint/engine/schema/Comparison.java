package dev.setpoint.engine.schema;

import dev.setpoint.engine.value.PropertyPath.Step;
import dev.setpoint.engine.value.Value;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One place at which a diff compares values. An {@link Equality} goes down from it to the deepest parts that differ and
 * notes each there; the diff finds out why they differ. Below the first place, values are compared exactly.
 */
public interface Comparison {

    /**
     * Values at a place; a side that has none is empty.
     *
     * @param desired what the spec asks for, known or not
     * @param applied what was last applied
     * @param managed true when the value's parent was applied, so that a missing {@code applied} means that the value
     *     was not applied
     * @param live what the cloud has
     */
    record Sides(Optional<Value> desired, Optional<Value> applied, boolean managed, Optional<Value> live) {}

    Sides sides();

    /** Goes to a member of a map. */
    Comparison member(String name, Sides sides);

    /**
     * Goes to an element of a list.
     *
     * @param written the element's place in the list of the spec; empty when it is not in it
     */
    Comparison element(Step step, Optional<Integer> written, Sides sides);

    /** Tells if desired and live are the same by the equality that is compared with; both are there. */
    boolean isSame();

    /** Notes the value as one when desired and live differ; desired is there. */
    void whole();

    /** Notes the differences of a part that either side may lack. */
    void part();

    /**
     * Notes what is added to a set and what is removed from it; a value that is no list is a set of itself.
     *
     * @param canonical gives equal results for elements that mean the same
     */
    void set(UnaryOperator<Value> canonical);

    /**
     * Notes an element that only one of desired and live has.
     *
     * @param canonical gives equal results for elements that mean the same
     */
    void single(UnaryOperator<Value> canonical);
}
