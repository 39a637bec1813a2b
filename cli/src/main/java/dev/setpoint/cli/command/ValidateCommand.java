package dev.setpoint.cli.command;

import dev.setpoint.cli.option.OutputOptions;
import dev.setpoint.cli.option.StackOptions;
import dev.setpoint.cli.render.model.Report;
import dev.setpoint.cli.render.spi.Kind;
import dev.setpoint.cli.stack.EachEnvironment;
import dev.setpoint.cli.stack.Workspace;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.terminal.ExitCode;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
        return output.then(
                stack.openEach(),
                each -> output.then(new EachEnvironment(each).results(ValidateCommand::graph), this::valid));
    }

    private static Result<Graph> graph(Workspace workspace) {
        try (var engine = workspace.engine()) {
            return workspace.graph(engine).then(engine::asserted);
        }
    }

    private ExitCode valid(List<Graph> graphs) {
        var text = graphs.stream().map(ValidateCommand::sentence).collect(Collectors.joining());
        var documents = graphs.stream().map(ValidateCommand::document).toList();
        output.print(
                Kind.REPORT,
                new Report(
                        text,
                        documents.size() == 1
                                ? documents.getFirst()
                                : Value.Map.EMPTY
                                        .with("valid", Value.of(true))
                                        .with("environments", new Value.List(List.copyOf(documents)))));
        return ExitCode.OK;
    }

    private static String sentence(Graph graph) {
        var resources = graph.stack().resources().size();
        return Report.sentences(
                "Stack %s is valid: %s resource%s.\n", graph.stack().name(), resources, resources == 1 ? "" : "s");
    }

    private static Value.Map document(Graph graph) {
        return Value.Map.EMPTY
                .with("stack", Value.of(graph.stack().name()))
                .with("resources", Value.of(graph.stack().resources().size()))
                .with("valid", Value.of(true));
    }
}
