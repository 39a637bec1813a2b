package dev.setpoint.engine.spi;

import dev.setpoint.engine.value.Value;
import java.util.Optional;

/**
 * One kind of cloud object. Implementations hold no state of the objects and are called from many
 * threads at once. Values arrive known and revealed. All operations throw {@link ProviderException}.
 */
public interface ResourceType {

    /**
     * Adds to the desired properties those that follow from them, or from files that they name. Makes no call, and
     * takes properties that are not known yet.
     */
    default Value.Map completed(Value.Map desired) {
        return desired;
    }

    /**
     * Creates an object; calls {@link Call#identified} as soon as the cloud has named it.
     *
     * @return live properties (those of {@code desired}) and outputs
     */
    Value.Map create(Value.Map desired, Call call);

    /** Reads live properties and outputs; empty when the object is gone. Reads only the properties in {@code wanted}. */
    Optional<Value.Map> read(Identity id, PropertySet wanted, Call call);

    /** Makes the changes in {@code update}, in the order that the cloud needs; returns as {@code create}. */
    Value.Map update(Identity id, Update update, Call call);

    /** Deletes the object, or schedules its deletion where the cloud delays it. Succeeds when it is gone already. */
    void delete(Identity id, Value.Map last, Call call);

    /**
     * Finds the object that exists already where one with these properties would be created: for crash recovery, for
     * import, and so that nothing is adopted silently. Objects whose id the cloud
     * assigns are found by the ownership tag.
     *
     * @throws ProviderException of kind NAME_TAKEN when the name belongs to somebody else
     */
    Optional<Identity> find(Value.Map desired, Call call);

    /**
     * Reads the evidence for who created the object that {@link #find} found: with {@link Mark#NONE} only its properties tell.
     *
     * @param call carries the ownership tag to compare with
     */
    default Mark mark(Identity id, Call call) {
        return Mark.NONE;
    }

    /**
     * Returns the properties that the creating request does not set, with the values that a new object has for them (an
     * empty text, list or map stands for none). If an object has these values or none, and is otherwise as desired, its
     * creation was interrupted.
     */
    default Value.Map untouched() {
        return Value.Map.EMPTY;
    }
}
