package dev.setpoint.engine.spi.state;

import dev.setpoint.engine.spi.ProviderException;
import java.util.Optional;

/**
 * A key that never leaves its service, and protects the keys that do: what a run seals, it seals under a data key of its
 * own, and that key is kept wrapped by this one. Every method makes a call and throws {@link ProviderException}
 * when that fails. Safe for many threads.
 */
public interface KeyService extends AutoCloseable {

    /** The key, for a person: its ARN. */
    String key();

    /** A data key as it may be kept beside what it seals. */
    byte[] wrap(byte[] dataKey);

    /** The data key; empty when another key wrapped it. */
    Optional<byte[]> unwrap(byte[] wrapped);

    @Override
    void close();
}
