package dev.setpoint.cli.failure;

import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.terminal.ExitCode;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Exhaustion;
import dev.setpoint.engine.expression.BudgetSpentError;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reports an exception in one sentence, and writes the stack trace of a bug to a file. */
public final class UnexpectedErrors {

    private UnexpectedErrors() {}

    public static ExitCode report(Console console, String[] args, Throwable fault) {
        UsageError.print(console, spent(fault).or(() -> Exhaustion.of(fault)).orElseGet(() -> defect(fault)), args);
        return ExitCode.ERROR;
    }

    /** Diagnostic of expressions that used up their budget, on whatever thread. */
    private static Optional<Diagnostic> spent(@Nullable Throwable fault) {
        if (fault instanceof BudgetSpentError error) {
            return Optional.of(error.diagnostic());
        }
        return fault == null ? Optional.empty() : spent(fault.getCause());
    }

    private static Diagnostic defect(Throwable fault) {
        var what = fault.getMessage() == null
                ? fault.getClass().getSimpleName()
                : fault.getClass().getSimpleName() + ": " + fault.getMessage();
        var diagnostic = Diagnostic.error("SP0999", "Setpoint stopped because of a bug in Setpoint (" + what + ").");
        return diagnostic.hint(details(fault));
    }

    private static String details(Throwable fault) {
        try {
            var file = Files.createTempFile("setpoint-fault-", ".txt");
            try (var writer = new PrintWriter(Files.newBufferedWriter(file))) {
                fault.printStackTrace(writer);
            }
            return "Please report it, with " + file + ".";
        } catch (IOException e) {
            return "Please report it. Its details could not be written: " + e.getMessage() + ".";
        }
    }
}
