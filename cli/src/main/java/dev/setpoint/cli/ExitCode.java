package dev.setpoint.cli;

/** Exit codes of a command, as exit-codes.md describes them. */
enum ExitCode {
    /** Done, or nothing to do. */
    OK(0),
    ERROR(1),
    /** Changes are pending, said only under {@code --detailed-exitcode}. */
    CHANGES(2),
    /** Something that was verified is not so. */
    CHECK_FAILED(3),
    /** Stopped by Ctrl-C or SIGTERM. */
    INTERRUPTED(130),
    /** Whoever read stdout went away before the end, as a program does that SIGPIPE ends. */
    BROKEN_PIPE(141);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
