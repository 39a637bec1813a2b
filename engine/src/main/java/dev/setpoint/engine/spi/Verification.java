package dev.setpoint.engine.spi;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.value.Value;
import java.util.List;

/**
 * Proves of the objects of one type that they do what they are for, not only that they are configured so. Whatever
 * it makes for that it takes away again. Called from many threads at once.
 */
public interface Verification {

    /**
     * Every check that makes sense for the object. What cannot be looked at is {@link Check.Verdict#UNCHECKED}.
     *
     * @param afterwards to take away what was made: it goes on when the time of the other is up, or somebody has asked
     *     to stop
     */
    List<Check> verify(Subject subject, Call call, Call afterwards);

    /**
     * One object as it was last applied.
     *
     * @param properties as applied, revealed
     * @param outputs what the cloud gave
     */
    record Applied(Address address, TypeName type, Identity identity, Value.Map properties, Value.Map outputs) {}

    /** Object to verify. */
    interface Subject {

        Applied object();

        /** All that the stack has of a type. */
        List<Applied> others(String type);

        /** Tells whether the live value of a property equals the applied one, by the equality of its schema. */
        boolean asApplied(String property, Value live);
    }
}
