package dev.setpoint.engine.spi.state;

import dev.setpoint.engine.spi.ProviderException;
import java.util.Optional;

/**
 * A key that never leaves its service, and that protects data keys. Each run seals its files under a data key of its
 * own, which is stored wrapped by this key. Every method makes a call and throws {@link ProviderException} when that
 * fails. Safe for many threads.
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
