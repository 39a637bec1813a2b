package dev.setpoint.cli.failure;

import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.terminal.ExitCode;
import dev.setpoint.cli.terminal.ResultStream;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.DiagnosticText;
import dev.setpoint.engine.file.DurableFile;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The end of a command whose result could not be written to stdout. */
public final class UnwrittenResult {

    /** Commands that change something before they print their result. */
    private static final Set<String> CHANGING = Set.of("apply", "destroy", "import", "state", "unlock");

    private UnwrittenResult() {}

    /** Exit code of the command, or an error code if that would be success. */
    public static int report(Console console, ResultStream.Failure failure, int code, String... args) {
        if (failure.brokenPipe()) {
            // Whoever reads has had enough, as `head` has: no reason to say anything.
            return failing(code, ExitCode.BROKEN_PIPE);
        }
        var diagnostic = Diagnostic.error(
                        "SP0982",
                        "The result could not be written to stdout: " + DurableFile.reason(failure.reason()) + ".")
                .hint(
                        Stream.of(args).findFirst().filter(CHANGING::contains).isPresent()
                                ? "Only the report is lost: `setpoint show` prints what the state holds now."
                                : "Send the output to where it can be written, and run the command again.");
        console.err().print(new DiagnosticText(false).render(List.of(diagnostic)));
        console.err().flush();
        return failing(code, ExitCode.ERROR);
    }

    private static int failing(int code, ExitCode lost) {
        return code == ExitCode.OK.number() || code == ExitCode.CHANGES.number() ? lost.number() : code;
    }
}
