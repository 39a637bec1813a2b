package dev.setpoint.engine.spi;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.value.Value;
import java.util.List;

/**
 * Proves that objects of one type work, not only that they are configured. It deletes every test object that it makes.
 * Called from many threads at once.
 */
public interface Verification {

    /**
     * Makes every check that applies to the object. A check that cannot be made is {@link Check.Verdict#UNCHECKED}.
     *
     * @param afterwards call for the clean-up, which continues when the time of the other call is up or the user has
     *     asked to stop
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

        /** Returns all objects of a type in the stack. */
        List<Applied> others(String type);

        /** Tells whether the live value of a property equals the applied one, by the equality of its schema. */
        boolean asApplied(String property, Value live);
    }
}
