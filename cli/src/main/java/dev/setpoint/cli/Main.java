package dev.setpoint.cli;

import dev.setpoint.cli.command.AllCommands;
import dev.setpoint.cli.failure.UnexpectedErrors;
import dev.setpoint.cli.failure.UnwrittenResult;
import dev.setpoint.cli.failure.UsageError;
import dev.setpoint.cli.option.OutputOptions;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.terminal.ExitCode;
import dev.setpoint.cli.terminal.Version;
import dev.setpoint.engine.expression.BudgetSpentError;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The {@code setpoint} command. */
public final class Main {

    /** Commands by name. A command is loaded only when it is run, or when all are listed. */
    private static final Map<String, Function<Console, Object>> COMMANDS = AllCommands.table();

    private Main() {}

    public static void main(String[] args) {
        main(Console.ofProcess(), args);
    }

    /** Runs a command as a whole process: installs the shutdown hook, runs, exits. */
    public static void main(Console console, String... args) {
        var ended = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupted(console, ended)));
        var code = run(console, args);
        ended.set(true);
        System.exit(code);
    }

    /** Handles a signal outside an apply, when nothing is being changed. */
    private static void interrupted(Console console, AtomicBoolean ended) {
        if (!ended.get()) {
            console.err().println("Interrupted.");
            console.err().flush();
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
        }
    }

    /** One whole run: parses, executes, reports. Never throws, never exits. */
    public static int run(Console console, String... given) {
        var args = asOption(given);
        var code = executed(console, args);
        console.flush();
        return console.lost()
                .map(failure -> UnwrittenResult.report(console, failure, code, args))
                .orElse(code);
    }

    private static int executed(Console console, String... args) {
        try {
            return commandLine(console, args).execute(args);
        } catch (Exception | BudgetSpentError | StackOverflowError | OutOfMemoryError | LinkageError e) {
            return UnexpectedErrors.report(console, args, e).number();
        }
    }

    /** {@code setpoint help plan} is {@code setpoint plan --help}. */
    private static String[] asOption(String... given) {
        return given.length > 0 && given[0].equals("help")
                ? Stream.concat(Stream.of(given).skip(1), Stream.of("--help")).toArray(String[]::new)
                : given;
    }

    private static CommandLine commandLine(Console console, String... args) {
        var commandLine = new CommandLine(new Root());
        commandsFor(args).forEach((name, command) -> commandLine.addSubcommand(name, command.apply(console)));
        OutputOptions.describe(commandLine);
        return commandLine
                // A path may begin with an at sign; picocli would read arguments from that file.
                .setExpandAtFiles(false)
                .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
                .setUsageHelpWidth(Math.clamp(console.width(), 60, 120))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setExecutionStrategy(Main::execute)
                .setParameterExceptionHandler((e, given) -> UsageError.report(console, e, given))
                .setExecutionExceptionHandler(
                        (e, _, _) -> UnexpectedErrors.report(console, args, e).number());
    }

    /** Picocli itself knows only whole numbers as the result of a command. */
    private static int execute(ParseResult parsed) {
        var code = run(parsed);
        Object result = parsed.asCommandLineList().getLast().getExecutionResult();
        return result instanceof ExitCode exit ? exit.number() : code;
    }

    private static int run(ParseResult parsed) {
        try {
            return new CommandLine.RunLast().execute(parsed);
        } finally {
            OutputOptions.finish(parsed);
        }
    }

    /** The one command that the arguments name; all when they name none. */
    private static Map<String, Function<Console, Object>> commandsFor(String... args) {
        return Stream.of(args)
                .findFirst()
                .filter(COMMANDS::containsKey)
                .map(name -> Map.of(name, COMMANDS.get(name)))
                .orElse(COMMANDS);
    }

    @Command(
            name = "setpoint",
            description = "Make an AWS account match a YAML file: plan and apply a stack of resources.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.Provider.class,
            synopsisSubcommandLabel = "COMMAND",
            footer = {
                "",
                "Exit codes: 0 done or nothing to do, 1 error, 2 changes pending (plan --detailed-exitcode),"
                        + " 3 a check failed (verify), 130 interrupted, 141 the reader of stdout closed it.",
                "Try it without an AWS account: setpoint apply examples/s3-encryption --sandbox"
            })
    private static final class Root implements Runnable {

        @CommandLine.Spec
        private CommandSpec spec;

        @Override
        public void run() {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }
}
