package dev.setpoint.cli.terminal;

import dev.setpoint.engine.diagnostic.Diagnostic;

/** Approval by a person of a step that cannot be undone. */
public record Approval(Console console, boolean given) {

    /** Returns true when approval was given on the command line or is given now; false when nobody can be asked. */
    public boolean of(String question) {
        return given
                || (console.canAsk()
                        // Nobody can approve what they have not seen.
                        && console.lost().isEmpty()
                        && console.ask(question)
                                .map(String::strip)
                                .filter("yes"::equals)
                                .isPresent());
    }

    /** Error for a missing approval. */
    public Diagnostic refusal(String action) {
        return console.canAsk() ? declined(action) : nobody(action);
    }

    private static Diagnostic declined(String action) {
        return Diagnostic.error("SP0940", "Not approved, so setpoint did not %s.".formatted(action));
    }

    private static Diagnostic nobody(String action) {
        return Diagnostic.error("SP0941", "Cannot ask whether to %s: stdin is not a terminal.".formatted(action))
                .hint("Use `--auto-approve` to go on without asking.");
    }
}
