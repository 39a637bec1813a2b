package dev.setpoint.engine.state.store;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.state.format.StateText;
import java.time.Duration;

/** Replaces a stack's state with a document from {@link StateStore#pull}. */
public final class StatePush {

    private static final String COMMAND = "setpoint state push";

    private final StateStore store;
    private final String name;
    private final boolean force;

    /**
     * @param name name of the document for messages
     * @param force true to accept a document of another stack, an older one, or one that was edited by hand
     */
    public StatePush(StateStore store, String name, boolean force) {
        this.store = store;
        this.name = name;
        this.force = force;
    }

    /**
     * Writes the document and returns the state as written.
     *
     * @param timeout time to wait for the lock
     */
    public Result<State> run(byte[] document, Duration timeout) {
        var content = force ? StateText.withFreshDigest(document) : document;
        return StateText.read("The state `" + name + "`", content, store.sealer(), () -> WAY_BACK)
                .then(snapshot -> store.session(COMMAND, timeout, StateLoader.TreatAsAbsent.NOTHING)
                        .then(session -> {
                            try (session) {
                                return allowed(snapshot.state(), session.state())
                                        .then(state -> session.adopt(state, snapshot.unidentified()));
                            }
                        }));
    }

    private static final String WAY_BACK =
            "If it was changed on purpose, `--force` accepts it as it is; if not, pull it again.";

    private Result<State> allowed(State pushed, State there) {
        if (!pushed.stack().equals(there.stack())) {
            return Result.failed(OtherStack.problem(name, pushed.stack(), there.stack()));
        }
        if (force || StoredSession.isFresh(there)) {
            return Result.ok(pushed);
        }
        if (!pushed.lineage().equals(there.lineage())) {
            return Result.failed(Diagnostic.error(
                            "SP0733",
                            "The state `" + name + "` has lineage " + pushed.lineage() + ", and the one in `"
                                    + store.place() + "` has lineage " + there.lineage()
                                    + ": they are unrelated.")
                    .hint("`--force` overwrites it all the same; Setpoint then no longer manages the resources"
                            + " in it."));
        }
        if (pushed.serial() < there.serial()) {
            return Result.failed(Diagnostic.error(
                            "SP0734",
                            "The state `" + name + "` has serial " + pushed.serial() + ", and the one in `"
                                    + store.place() + "` is newer: serial " + there.serial() + ".")
                    .hint("Pull again and make the change there, or give `--force`."));
        }
        return Result.ok(pushed);
    }
}
