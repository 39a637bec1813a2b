package dev.setpoint.cli.failure;

import dev.setpoint.cli.render.Format;
import dev.setpoint.cli.render.spi.Renderer;
import dev.setpoint.cli.render.text.Style;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.terminal.ExitCode;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.DiagnosticText;
import dev.setpoint.engine.diagnostic.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Diagnostic for a command line that does not parse. */
public final class UsageError {

    private UsageError() {}

    /** Prints the problem; returns the exit code. */
    public static int report(Console console, ParameterException problem, String... args) {
        return print(console, diagnostic(problem), args);
    }

    static int print(Console console, Diagnostic diagnostic, String... args) {
        document(diagnostic, args)
                .ifPresentOrElse(
                        console.out()::print,
                        () -> console.err().print(new DiagnosticText(false).render(List.of(diagnostic))));
        return ExitCode.ERROR.number();
    }

    private static Diagnostic diagnostic(ParameterException problem) {
        var command = problem.getCommandLine().getCommandSpec().qualifiedName();
        var help = "`" + command + " --help` lists commands and options.";
        if (problem instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            var given = unmatched.getUnmatched().getFirst();
            return Diagnostic.error("SP0901", message(command, given, problem))
                    .hint(instead(problem.getCommandLine(), given).orElse(help));
        }
        return Diagnostic.error("SP0902", sentence(problem, command)).hint(help);
    }

    /** Hint with the name that was probably meant: ours for a word of another tool, or a similar one. */
    private static Optional<String> instead(CommandLine command, String given) {
        if (!given.startsWith("-")) {
            return (command.getParent() == null ? ForeignCommands.command(given) : Optional.<String>empty())
                    .or(() -> Nearest.hint(given, command.getSubcommands().keySet()));
        }
        var options = command.getCommandSpec().options().stream()
                .flatMap(option -> Arrays.stream(option.names()))
                .filter(name -> name.startsWith("--"))
                .toList();
        var name = given.replaceFirst("=.*", "").replaceFirst("^-(?=[^-])", "--");
        return ForeignCommands.option(given)
                .or(() -> options.contains(name)
                        ? Optional.of("Did you mean `%s`, with two dashes?".formatted(name))
                        : Nearest.hint(name, options));
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

    /** Message in our words, since the parser's name classes or have no subject. */
    private static String sentence(ParameterException problem, String command) {
        var argument = Optional.ofNullable(problem.getArgSpec());
        return switch (problem) {
            case MissingParameterException missing
            when !missing.getMissing().isEmpty() ->
                missing.getMissing().getFirst() instanceof OptionSpec option
                        ? "`%s` needs a value: %s.".formatted(option.longestName(), option.paramLabel())
                        : "`%s` needs %s."
                                .formatted(
                                        command, missing.getMissing().getFirst().paramLabel());
            case OverwrittenOptionException twice
            when twice.getOverwritten() instanceof OptionSpec option ->
                "`%s` can be given only once.".formatted(option.longestName());
            default ->
                argument.filter(OptionSpec.class::isInstance)
                        .map(OptionSpec.class::cast)
                        .filter(option -> option.arity().max() == 0)
                        .map(option -> "`%s` takes no value.".formatted(option.longestName()))
                        .orElseGet(() -> plain(problem, command));
        };
    }

    private static String plain(ParameterException problem, String command) {
        var text = Optional.ofNullable(problem.getMessage())
                .orElse("The arguments of `" + command + "` do not fit")
                .strip();
        return text.endsWith(".") ? text : text + ".";
    }

    /** Document of a format that holds diagnostics. The arguments did not parse: this looks for {@code --format}. */
    private static Optional<String> document(Diagnostic diagnostic, String... args) {
        var line = String.join(" ", args);
        return Format.all().stream()
                .filter(format -> line.contains("--format " + format) || line.contains("--format=" + format))
                .map(format -> format.renderer(Style.PLAIN))
                .filter(Renderer::holdsDiagnostics)
                .findFirst()
                .flatMap(renderer -> renderer.failure(List.of(diagnostic)));
    }
}
