package dev.setpoint.engine.seal;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import java.util.Optional;

/**
 * Gives the keys through which every byte of state, backup and journal passes on its way to and from storage.
 * Safe for many threads.
 */
public interface Sealer extends AutoCloseable {

    /** What is written stands in clear, and nothing that is sealed can be opened. */
    Sealer NONE = new Sealer() {
        @Override
        public Result<Optional<DataKey>> key() {
            return Result.ok(Optional.empty());
        }

        @Override
        public Result<DataKey> open(String what, Seal seal) {
            return Result.failed(Diagnostic.error(
                            "SP0740",
                            what + " is sealed (" + seal.method() + "), and the stack has no `encryption` to open it"
                                    + " with.")
                    .hint("Put the `encryption` back that it was sealed with. To store it unencrypted from now on, name"
                            + " that key under `previous` alone."));
        }
    };

    /**
     * The key that this run seals with, the same one each time; empty when it writes in clear. Fails when there is
     * none to be had.
     */
    Result<Optional<DataKey>> key();

    /**
     * The key that something was sealed with, with that very seal; the same seal costs its derivation or its call once.
     * Fails when it is not one of those that the stack names, or cannot be had.
     *
     * @param what the beginning of a sentence: {@code The state `state.json`}
     */
    Result<DataKey> open(String what, Seal seal);

    @Override
    default void close() {}
}
