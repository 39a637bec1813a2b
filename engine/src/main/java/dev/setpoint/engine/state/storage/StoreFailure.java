package dev.setpoint.engine.state.storage;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.file.DurableFile;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.state.format.LockHolder;
import java.io.IOException;
import java.util.Optional;

/** Builds diagnostics for a state, journal or lock that could not be read or written, including the cloud's answer. */
public final class StoreFailure {

    private StoreFailure() {}

    /** @param failure beginning of the message, which the reason completes */
    public static Diagnostic of(String code, String failure, ProviderException problem) {
        return explained(Diagnostic.error(code, failure + ": " + reason(problem)), problem);
    }

    /**
     * @param failure beginning of the message, which the reason completes
     * @param usual hint, unless the cloud gives a better one
     */
    public static Diagnostic of(String code, String failure, IOException e, String usual) {
        var problem = Diagnostic.error(code, failure + ": " + DurableFile.reason(e) + ".")
                .hint(usual);
        return e.getCause() instanceof ProviderException cause ? explained(problem, cause) : problem;
    }

    /** Returns the problem as an {@link IOException}. */
    public static IOException asIo(ProviderException problem) {
        return new IOException(reason(problem).replaceFirst("\\.$", ""), problem);
    }

    private static String reason(ProviderException problem) {
        return problem.kind() == ProviderException.Kind.CREDENTIALS
                ? "the credentials cannot be used. " + problem.text()
                : problem.text();
    }

    private static Diagnostic explained(Diagnostic diagnostic, ProviderException problem) {
        return diagnostic
                .hint(problem.hint().or(diagnostic::hint))
                .answered(problem.answer()
                        .map(words -> new Diagnostic.Answer(
                                "backend", problem.code(), words, problem.operation(), missing(problem))));
    }

    private static Optional<String> missing(ProviderException problem) {
        return problem.permission().filter(_ -> problem.kind() == ProviderException.Kind.ACCESS_DENIED);
    }

    /** Returns the diagnostic that tells who holds the lock, and how to wait for it or break it. */
    public static Diagnostic locked(String stack, Optional<LockHolder> holder) {
        var who = holder.orElseGet(LockHolder::unknown);
        return Diagnostic.error("SP0710", "The state of stack `" + stack + "` is locked by " + who + ".")
                .hint("Wait for it with `--lock-timeout 10m`. If that run is certainly dead, break its lock with"
                        + " `setpoint unlock`.");
    }
}
