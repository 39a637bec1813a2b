package dev.setpoint.cli.command;

import dev.setpoint.cli.option.OutputOptions;
import dev.setpoint.cli.option.StackOptions;
import dev.setpoint.cli.render.model.Report;
import dev.setpoint.cli.render.spi.Kind;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.terminal.ExitCode;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.value.Value;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "validate",
        description = "Check a stack file without network calls or credentials.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<ExitCode> {

    @Mixin
    private final StackOptions stack;

    @Mixin
    private final OutputOptions output;

    ValidateCommand(Console console) {
        stack = new StackOptions(console);
        output = new OutputOptions(console, Kind.REPORT);
    }

    @Override
    public ExitCode call() {
        return output.then(stack.open(), workspace -> {
            try (var engine = workspace.engine()) {
                return output.then(workspace.graph(engine).then(engine::asserted), this::valid);
            }
        });
    }

    private ExitCode valid(Graph graph) {
        var resources = graph.stack().resources().size();
        output.print(
                Kind.REPORT,
                new Report(
                        Report.sentences(
                                "Stack %s is valid: %s resource%s.\n",
                                graph.stack().name(), resources, resources == 1 ? "" : "s"),
                        Value.Map.EMPTY
                                .with("stack", Value.of(graph.stack().name()))
                                .with("resources", Value.of(resources))
                                .with("valid", Value.of(true))));
        return ExitCode.OK;
    }
}
