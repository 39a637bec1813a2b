package dev.setpoint.cli;

import dev.setpoint.engine.diagnostic.Diagnostic;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;

/** What is said when Setpoint itself is at fault: one sentence, with the stack trace kept in a file. */
final class LastResort {

    private LastResort() {}

    static ExitCode report(Console console, String[] args, Throwable fault) {
        var what = fault.getMessage() == null
                ? fault.getClass().getSimpleName()
                : fault.getClass().getSimpleName() + ": " + fault.getMessage();
        var diagnostic = Diagnostic.error("SP0999", "Setpoint stopped because of a fault of its own (" + what + ").");
        UsageError.print(console, diagnostic.hint(details(fault)), args);
        return ExitCode.ERROR;
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
