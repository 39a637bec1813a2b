package dev.setpoint.engine.state.store;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.state.format.MovedStateNote;
import java.time.Duration;

/**
 * Moves a stack's state to another place ({@code setpoint state migrate}). The old place gets a note with the new
 * one, so that nobody uses it by mistake. An interrupted move continues when it is run again.
 */
public final class StateMove {

    private static final String COMMAND = "setpoint state migrate";

    private final StateStore from;
    private final StateStore to;
    private final String name;

    /** @param name name of the new place, for the note in the old one */
    public StateMove(StateStore from, StateStore to, String name) {
        this.from = from;
        this.to = to;
        this.name = name;
    }

    /**
     * Moves the state and returns it.
     *
     * @param timeout time to wait for each of the locks
     */
    public Result<State> run(Duration timeout) {
        return from.session(COMMAND, timeout, StateLoader.TreatAsAbsent.NOTHING).then(old -> {
            try (old) {
                if (isNothing(old)) {
                    return Result.failed(Diagnostic.error(
                            "SP0735",
                            "There is no state of stack `" + from.stack() + "` in `" + from.place() + "` to move."));
                }
                return to.session(COMMAND, timeout, StateLoader.TreatAsAbsent.MOVED)
                        .then(fresh -> {
                            try (fresh) {
                                return run(old, fresh);
                            }
                        });
            }
        });
    }

    private static boolean isNothing(StoredSession session) {
        return StoredSession.isFresh(session.state()) && session.unidentified().isEmpty();
    }

    private Result<State> run(StoredSession old, StoredSession fresh) {
        if (!isNothing(fresh) && !says(fresh.state(), old.state().ofStack(to.stack()))) {
            return Result.failed(occupied(fresh.state()));
        }
        // Always written, because a state of an older format is converted here.
        return old.fence()
                .then(state -> fresh.adopt(state.ofStack(to.stack()), old.unidentified()))
                .then(this::verified)
                .then(written -> old.retire(MovedStateNote.to(name)).map(_ -> written));
    }

    /** Tells whether both states are equal, which is so after an interrupted move. */
    private static boolean says(State one, State other) {
        return one.withSerial(other.serial()).equals(other);
    }

    /** Reads the written state again, as the next run will do. */
    private Result<State> verified(State written) {
        return to.read()
                .then(read -> read.equals(written)
                        ? Result.ok(written)
                        : Result.failed(Diagnostic.error(
                                        "SP0738",
                                        "What was written to `" + to.place()
                                                + "` differs from what is read from it; the state in `" + from.place()
                                                + "` is still the one that counts.")
                                .hint("Look at both with `setpoint state pull`.")));
    }

    private Diagnostic occupied(State there) {
        return Diagnostic.error(
                        "SP0736",
                        "There is a state in `" + to.place() + "` already: lineage " + there.lineage() + ", serial "
                                + there.serial() + ", " + there.resources().size() + " resources.")
                .hint("Choose another place for this one. To overwrite that one, use `setpoint state pull` here"
                        + " and `setpoint state push --force` there.");
    }
}
