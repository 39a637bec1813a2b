package dev.setpoint.engine.seal;

import dev.setpoint.engine.diagnostic.Result;
import java.util.Optional;

/** One key that the stack names; it protects the data keys of runs. */
interface KeySource extends AutoCloseable {

    /** The {@link Seal#method()} of its seals. */
    String method();

    /** In the middle of a sentence: {@code the passphrase in `SETPOINT_PASSPHRASE`}. */
    String name();

    /** A data key for this run. */
    Result<DataKey> make();

    /** The data key of a seal by this method; empty when another key of the same kind protects it. */
    Result<Optional<DataKey>> open(Seal seal);

    @Override
    default void close() {}
}
