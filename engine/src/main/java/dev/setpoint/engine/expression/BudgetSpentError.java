package dev.setpoint.engine.expression;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.document.ScalarPlaces;
import java.util.Optional;

/**
 * Ends a command whose expressions cost more than {@link Budget} allows. It is an error, not an exception, because
 * CEL's logical operators ignore an operand that fails, and no stage may continue.
 */
public final class BudgetSpentError extends Error {

    private static final long serialVersionUID = 1;

    private static final int LONGEST_EXCERPT = 60;

    private transient Optional<Diagnostic> diagnostic = Optional.empty();
    private final String hint;
    private int offset;
    private int length;

    /** @param hint for the author of an expression that spends the budget */
    BudgetSpentError(String limit, String hint) {
        super(limit, null, false, false);
        this.hint = hint;
    }

    /** Remembers the part of a scalar that was being evaluated; the innermost stays. */
    public void in(int start, int extent) {
        if (diagnostic.isEmpty()) {
            offset = start;
            length = extent;
        }
    }

    /** Remembers the scalar that was being evaluated; the innermost stays. */
    public void in(Span scalar, String text) {
        if (diagnostic.isEmpty()) {
            var code = text.substring(offset, Math.min(text.length(), offset + length))
                    .strip();
            var shown = code.length() > LONGEST_EXCERPT ? code.substring(0, LONGEST_EXCERPT - 1) + "…" : code;
            diagnostic = Optional.of(Diagnostic.error(
                            "SP0350",
                            ScalarPlaces.part(scalar, text, offset, length),
                            "`" + shown + "` stops the command: " + getMessage() + ".")
                    .hint(hint));
        }
    }

    /** Remembers the block that was being repeated. */
    void in(Span block) {
        if (diagnostic.isEmpty()) {
            diagnostic =
                    Optional.of(Diagnostic.error("SP0350", block, "This block stops the command: " + getMessage() + ".")
                            .hint("Make the block smaller, or repeat it less often."));
        }
    }

    /** The sentence with the place of the expression that was evaluated when the budget was spent. */
    public Diagnostic diagnostic() {
        return diagnostic.orElseGet(() -> Diagnostic.error("SP0350", "The command stops: " + getMessage() + "."));
    }
}
