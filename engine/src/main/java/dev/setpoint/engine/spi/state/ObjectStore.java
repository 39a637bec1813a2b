package dev.setpoint.engine.spi.state;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A few small objects that many machines share, named by what follows a common prefix. A write takes a
 * condition, and of writes that meet the same condition one wins and the others change nothing: locks and
 * compare-and-swap are built on that alone. Every method makes a call and throws {@link ProviderException}
 * when that fails. Safe for many threads.
 *
 * <p>A write whose answer was lost may be sent again and then find itself in its own way: who is refused
 * reads what is there before believing that somebody else was first.
 */
public interface ObjectStore extends AutoCloseable {

    /** Location for messages: {@code s3://bucket/key}. */
    String place();

    /**
     * Everything that tells this place from another, the environment's part in it included, and no secrets. Makes no
     * call.
     */
    default Value.Map location() {
        return Value.Map.EMPTY;
    }

    /**
     * Empty when there is no such object.
     *
     * @param most in bytes: no more is read, and an object that is larger is refused
     */
    Optional<Stored> read(String name, int most);

    /**
     * The way to bring back an object that is not there but was; empty when nothing tells that it was. Makes calls, and
     * takes no for an answer to them.
     */
    default Optional<String> wayBack(String name) {
        return Optional.empty();
    }

    /** Writes an object that is not there yet; empty when it is. */
    Optional<Written> create(String name, byte[] content);

    /** Writes over the object in this very version; empty when it has another one or is gone. */
    Optional<Written> replace(String name, byte[] content, String version);

    /** Removes the object in this very version; nothing when it has another one or is gone. */
    void remove(String name, String version);

    /** Removes these, whatever their version; those that are gone already are none the less gone. */
    void remove(Collection<String> names);

    /** The names of all objects that begin so. */
    SortedSet<String> names(String prefix);

    /** Warnings about settings of the store that put a state at risk, each with a hint; asked once for each run. */
    List<Concern> concerns();

    @Override
    void close();

    /**
     * An object as it was read.
     *
     * @param version differs after every write of different content
     * @param written when it was written, by the store's clock
     * @param now when it was read, by the store's clock
     */
    @SuppressWarnings("ArrayRecordComponent") // Not compared as a whole.
    record Stored(byte[] content, String version, Instant written, Instant now) {

        /** Age of the object: both times are the store's. */
        public Duration age() {
            return Duration.between(written, now);
        }
    }

    /**
     * A write that won.
     *
     * @param now when it was answered, by the store's clock
     */
    record Written(String version, Instant now) {}

    /** A sentence and what to do about it. */
    record Concern(String sentence, String hint) {}
}
