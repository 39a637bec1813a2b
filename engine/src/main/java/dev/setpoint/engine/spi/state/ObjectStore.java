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
 * A few small objects that many machines share, named by what follows a common prefix. A write has a condition. If
 * several writes have the same condition, one succeeds and the others change nothing. Locks and compare-and-swap need
 * no more than that. Every method makes a call and throws {@link ProviderException} when that fails. Safe for many
 * threads.
 *
 * <p>A write whose answer was lost may be sent again, and is then refused because of its own first attempt. So a caller
 * that is refused must read the object before it concludes that somebody else was first.
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
     * Returns the way to restore a deleted object; empty when nothing shows that it existed. Makes calls, and ignores
     * refusals.
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

    /** Removes these objects in any version. Succeeds for objects that are gone already. */
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
