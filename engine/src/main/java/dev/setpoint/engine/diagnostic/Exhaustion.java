package dev.setpoint.engine.diagnostic;

import java.util.Optional;

/**
 * Explains the errors of a virtual machine that has no memory or no stack left. They are not defects, so no stack trace
 * is printed.
 */
public final class Exhaustion {

    private static final long MEGABYTE = 1 << 20;

    private Exhaustion() {}

    /** The sentence, if this or what caused it is such an error. */
    public static Optional<Diagnostic> of(Throwable fault) {
        for (var cause = Optional.of(fault); cause.isPresent(); cause = cause.flatMap(Exhaustion::cause)) {
            switch (cause.get()) {
                case OutOfMemoryError _ -> {
                    return Optional.of(memory());
                }
                case StackOverflowError _ -> {
                    return Optional.of(depth());
                }
                default -> {}
            }
        }
        return Optional.empty();
    }

    private static Optional<Throwable> cause(Throwable fault) {
        return Optional.ofNullable(fault.getCause());
    }

    private static Diagnostic memory() {
        return Diagnostic.error(
                        "SP0352",
                        "Setpoint ran out of memory: it may use "
                                + Runtime.getRuntime().maxMemory() / MEGABYTE + " MB.")
                .hint("Split the stack, or allow more with `SETPOINT_JAVA_OPTIONS=-Xmx8g`. If changes were being"
                        + " applied, run the same command again.");
    }

    private static Diagnostic depth() {
        return Diagnostic.error("SP0353", "Setpoint stopped: something in the stack's files is nested too deeply.")
                .hint("Make lists, maps and expressions flatter. If changes were being applied, run the same command"
                        + " again.");
    }
}
