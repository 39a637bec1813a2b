package dev.setpoint.cli.command;

import dev.setpoint.cli.option.OutputOptions;
import dev.setpoint.cli.option.StackOptions;
import dev.setpoint.cli.render.spi.Kind;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.terminal.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "graph",
        description = "Print the dependency graph of a stack's resources, to draw with Graphviz or Mermaid.",
        mixinStandardHelpOptions = true)
final class GraphCommand implements Callable<ExitCode> {

    @Mixin
    private final StackOptions stack;

    @Mixin
    private final OutputOptions output;

    GraphCommand(Console console) {
        stack = new StackOptions(console);
        output = new OutputOptions(console, Kind.GRAPH);
    }

    @Override
    public ExitCode call() {
        return output.then(stack.open(), workspace -> {
            try (var engine = workspace.engine()) {
                return output.then(workspace.graph(engine), graph -> {
                    output.print(Kind.GRAPH, graph);
                    return ExitCode.OK;
                });
            }
        });
    }
}
