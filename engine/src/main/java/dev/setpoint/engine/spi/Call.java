package dev.setpoint.engine.spi;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One operation on one resource, as the provider sees it. Every method may be called from the operation's thread
 * only.
 */
public interface Call {

    Address address();

    /**
     * The time that the operation may still take, zero or less when it is up; a wait that would last longer throws a
     * {@link ProviderException} of kind TIMEOUT.
     */
    Duration timeLeft();

    /**
     * Says that the cloud has given the object this identity. Returns once that is durable; call it before anything
     * else is done to the object.
     */
    void identified(Identity identity);

    /** Tells a person what is being waited for: "waiting for the key to become Enabled". */
    void progress(String message);

    /**
     * Tells whether the user has asked to stop waiting; waits then throw a {@link ProviderException} of kind
     * CANCELLED.
     */
    boolean cancelled();

    /**
     * Says that the next request changes something; call it before each of them. Throws a {@link ProviderException} of
     * kind CANCELLED when the user has asked to stop and this operation has changed nothing so far.
     */
    default void beforeChange() {}

    /**
     * Tells whether an answer differs from what is expected. A cloud's reads may lag behind its writes, so a provider
     * of such a cloud reads again before it accepts a doubtful answer.
     *
     * @param live what a read gave; empty when it, or a search, found nothing
     */
    default boolean doubts(Optional<Value.Map> live) {
        return false;
    }

    /**
     * Returns properties as the spec and the state write them, the most important first. If a cloud answers with
     * another name of an object than it was given, a read returns the name that these properties have.
     */
    default List<Value.Map> spellings() {
        return List.of();
    }

    /**
     * Tells whether the object that is looked for is known to exist, so that a search which finds nothing goes on until
     * the object shows.
     */
    default boolean awaits() {
        return false;
    }

    /**
     * Reports that a request which changes something got no answer, or a server error. It may have been carried out,
     * whatever the cloud answers to the next request.
     */
    default void unanswered() {}

    /**
     * Returns the value of the tag {@link #OWNERSHIP_TAG}. It marks an object whose id AWS assigns as this stack's, so
     * that the object is found after a crash between the request and its answer.
     */
    String ownershipTag();

    /** The tag that carries {@link #ownershipTag()}; providers leave it out of what {@code read} returns. */
    String OWNERSHIP_TAG = "setpoint:resource";
}
