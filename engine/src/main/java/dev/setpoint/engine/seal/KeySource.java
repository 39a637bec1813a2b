package dev.setpoint.engine.seal;

import dev.setpoint.engine.diagnostic.Result;
import java.util.Optional;

/** A key of the stack's {@code encryption} block, which protects the data keys of runs. */
interface KeySource extends AutoCloseable {

    /** Returns the {@link Seal#method()} of its seals. */
    String method();

    /** Returns the name for the middle of a sentence: {@code the passphrase in `SETPOINT_PASSPHRASE`}. */
    String name();

    /** Returns a new data key for this run. */
    Result<DataKey> make();

    /** Returns the data key of a seal with this method; empty when another key of the same kind protects it. */
    Result<Optional<DataKey>> open(Seal seal);

    @Override
    default void close() {}
}
