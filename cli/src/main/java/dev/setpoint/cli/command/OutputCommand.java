package dev.setpoint.cli.command;

import dev.setpoint.cli.option.CloudOptions;
import dev.setpoint.cli.option.OutputOptions;
import dev.setpoint.cli.render.model.NamedOutput;
import dev.setpoint.cli.render.spi.Kind;
import dev.setpoint.cli.stack.Workspace;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.terminal.ExitCode;
import dev.setpoint.cli.terminal.RunnerCommands;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Nearest;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "output",
        description = {
            "Print the stack's outputs, or one of them, as they were after the last apply.",
            "A sensitive output is printed only when you name it."
        },
        mixinStandardHelpOptions = true)
final class OutputCommand implements Callable<ExitCode> {

    private final Console console;

    @Parameters(
            arity = "0..2",
            paramLabel = "[NAME] [STACK]",
            hideParamSyntax = true,
            description = "The output's name, and the stack's file or folder.")
    private List<String> arguments = new ArrayList<>();

    @Option(
            names = "--raw",
            description = {
                "Print the exact bytes of one output, for scripts.",
                "On a terminal, control characters are escaped. In CI, a value that contains a command for the runner"
                        + " is refused."
            })
    private boolean raw;

    @Mixin
    private final CloudOptions cloud;

    @Mixin
    private final OutputOptions output;

    OutputCommand(Console console) {
        this.console = console;
        cloud = new CloudOptions(console);
        output = new OutputOptions(console, Kind.OUTPUTS, Kind.OUTPUT);
    }

    @Override
    public ExitCode call() {
        // A single argument that is a file or folder is the stack: names of outputs look like neither.
        var onlyStack = arguments.size() == 1 && Files.exists(console.path(arguments.getFirst()));
        var name = onlyStack ? Optional.<String>empty() : arguments.stream().findFirst();
        var stack = arguments.stream().skip(onlyStack ? 0 : 1).findFirst();
        return output.then(
                cloud.open(stack),
                workspace -> output.then(
                        workspace.state(),
                        state -> name.map(n -> one(workspace, state, n)).orElseGet(() -> all(state))));
    }

    private ExitCode all(State state) {
        if (raw) {
            return output.fail(List.of(Diagnostic.error("SP0932", "`--raw` prints one output: name it.")));
        }
        output.print(Kind.OUTPUTS, state.outputs());
        return ExitCode.OK;
    }

    private ExitCode one(Workspace workspace, State state, String name) {
        var value = state.outputs().get(name);
        if (value.isEmpty()) {
            return output.fail(List.of(
                    Diagnostic.error("SP0933", "Stack `%s` has no output `%s`.".formatted(state.stack(), name))
                            .hint(Nearest.hint(name, state.outputs().entries().keySet())
                                    .orElse("Outputs are known after an apply."))));
        }
        // Whoever asks for it by its name wants to see it.
        return value.get().holdsSecret()
                ? output.then(revealed(workspace, state, name), clear -> one(name, clear))
                : one(name, value.get());
    }

    private static Result<Value> revealed(Workspace workspace, State state, String name) {
        return state.sensitiveOutputs().get(name).map(Result::ok).orElseGet(() -> {
            try (var engine = workspace.engine()) {
                return workspace.graph(engine).then(graph -> engine.reveal(graph, state, name));
            }
        });
    }

    private ExitCode one(String name, Value value) {
        if (raw) {
            return bare(name, value instanceof Value.Str(var text) ? text : Json.pretty(value));
        }
        output.print(Kind.OUTPUT, new NamedOutput(name, value));
        return ExitCode.OK;
    }

    /** Prints the exact bytes for scripts, but escaped text on a terminal, and no runner commands in CI. */
    private ExitCode bare(String name, String text) {
        if (console.isRunner() && RunnerCommands.occurIn(text)) {
            return output.fail(List.of(Diagnostic.error(
                            "SP0744",
                            "The value of `%s` contains a line that a CI runner would run as a command, so it is not printed."
                                    .formatted(name))
                    .hint("Use `setpoint output %s --format json`, which escapes such a line.".formatted(name))));
        }
        if (console.isTerminal(Console.Stream.OUT)) {
            output.print(text);
        } else {
            output.raw(text);
        }
        return ExitCode.OK;
    }
}
