package dev.setpoint.cli.terminal;

/** Exit code of a run. */
public enum ExitCode {
    /** Done, or nothing to do. */
    OK(0),
    ERROR(1),
    /** Changes are pending, said only under {@code --detailed-exitcode}. */
    CHANGES(2),
    /** A check of verify failed. */
    CHECK_FAILED(3),
    /** Stopped by Ctrl-C or SIGTERM. */
    INTERRUPTED(130),
    /** The reader closed stdout before the end; the code of a program that SIGPIPE ends. */
    BROKEN_PIPE(141);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
