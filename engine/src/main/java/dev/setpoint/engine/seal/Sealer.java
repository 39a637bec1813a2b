package dev.setpoint.engine.seal;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import java.util.Optional;

/** Provides the keys that encrypt and decrypt state, backup and journal. Thread-safe. */
public interface Sealer extends AutoCloseable {

    /** A sealer that writes plain text and can open nothing that is encrypted. */
    Sealer NONE = new Sealer() {
        @Override
        public Result<Optional<DataKey>> key() {
            return Result.ok(Optional.empty());
        }

        @Override
        public Result<DataKey> open(String what, Seal seal) {
            return Result.failed(Diagnostic.error(
                            "SP0740",
                            what + " is encrypted (" + seal.method() + "), and the stack has no `encryption` to"
                                    + " decrypt it with.")
                    .hint("Put the `encryption` back that it was sealed with. To store it unencrypted from now on, name"
                            + " that key under `previous` alone."));
        }
    };

    /**
     * Returns the key of this run, the same one each time; empty when it writes plain text. Fails when the key is not
     * available.
     */
    Result<Optional<DataKey>> key();

    /**
     * Returns the key of a seal. Repeated calls for the same seal cost no further derivation or service call. Fails
     * when the key is not one of the stack's or is not available.
     *
     * @param what the subject of messages: {@code The state `state.json`}
     */
    Result<DataKey> open(String what, Seal seal);

    @Override
    default void close() {}
}
