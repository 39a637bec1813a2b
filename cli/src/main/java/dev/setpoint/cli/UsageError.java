package dev.setpoint.cli;

import dev.setpoint.cli.render.DiagnosticJson;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.DiagnosticText;
import dev.setpoint.engine.value.Json;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command line that does not parse, said in the form of every other problem. */
final class UsageError {

    private UsageError() {}

    /** Prints it; returns the exit code. */
    static int report(Console console, ParameterException problem, String... args) {
        return print(console, diagnostic(problem), args);
    }

    static int print(Console console, Diagnostic diagnostic, String... args) {
        if (wantsJson(args)) {
            console.out().println(Json.pretty(DiagnosticJson.document(List.of(diagnostic))));
        } else {
            console.err().print(new DiagnosticText(false).render(List.of(diagnostic)));
        }
        return ExitCode.ERROR.number();
    }

    private static Diagnostic diagnostic(ParameterException problem) {
        var command = problem.getCommandLine().getCommandSpec().qualifiedName();
        var help = "`" + command + " --help` lists what there is.";
        if (problem instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            var given = unmatched.getUnmatched().getFirst();
            var nearest = unmatched.getSuggestions().stream().findFirst();
            return Diagnostic.error("SP0901", message(command, given, problem))
                    .hint(nearest.map(name -> "Did you mean `" + name + "`?").orElse(help));
        }
        return Diagnostic.error("SP0902", sentence(Optional.ofNullable(problem.getMessage()), command))
                .hint(help);
    }

    private static String message(String command, String given, ParameterException problem) {
        if (given.startsWith("-")) {
            // What follows may be meant as the value of an input.
            return "`%s` has no option `%s`.".formatted(command, given.replaceFirst("=.*", ""));
        }
        return problem.getCommandLine().getSubcommands().isEmpty()
                ? "`%s` takes no argument `%s`.".formatted(command, given)
                : "`%s` is not a command of `%s`.".formatted(given, command);
    }

    private static String sentence(Optional<String> message, String command) {
        var text =
                message.orElse("The arguments of `" + command + "` do not fit").strip();
        return text.endsWith(".") ? text : text + ".";
    }

    /** The arguments did not parse, so that the format asked for is only known by looking. */
    private static boolean wantsJson(String... args) {
        var line = String.join(" ", args);
        return line.contains("--format json") || line.contains("--format=json");
    }
}
