package dev.setpoint.engine.state.storage;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;

/**
 * Diagnostics for a state that existed and is missing. A new state in its place would create all resources a second
 * time.
 */
public final class LostState {

    private static final String CODE = "SP0707";

    private static final String ANEW = " To start with a new state, run `setpoint state migrate --reconfigure` with"
            + " the same stack and options.";

    private LostState() {}

    /** @param way command or steps to restore it */
    public static Diagnostic deleted(String place, String way) {
        return Diagnostic.error(CODE, "The state `" + place + "` is lost: it was deleted.")
                .hint(way + ANEW);
    }

    /** @param way command or steps to restore it */
    public static Diagnostic onlyCopy(String place, String way) {
        return Diagnostic.error(
                        CODE, "The state `" + place + "` is lost: only the backup from before its last write exists.")
                .hint("Restore it from where it was moved to. " + way + ANEW);
    }

    /** @param witness evidence that it existed: {@code the note `shop.backend.json`} */
    public static Diagnostic missing(String place, String witness, String way) {
        return Diagnostic.error(
                        CODE,
                        "The state `" + place + "` is lost: " + witness + " says that it existed, and it is missing.")
                .hint(way + ANEW);
    }

    public static boolean isLost(Result<?> result) {
        return result instanceof Result.Failed<?>(var problems)
                && problems.stream().allMatch(problem -> problem.code().equals(CODE));
    }
}
