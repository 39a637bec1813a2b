package dev.setpoint.cli.command;

import dev.setpoint.cli.option.OutputOptions;
import dev.setpoint.cli.option.StackOptions;
import dev.setpoint.cli.render.lines.ValueLines;
import dev.setpoint.cli.render.model.Report;
import dev.setpoint.cli.render.spi.Kind;
import dev.setpoint.cli.stack.EachEnvironment;
import dev.setpoint.cli.stack.Workspace;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.terminal.ExitCode;
import dev.setpoint.engine.check.StackInput;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.stack.Environment;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "inputs",
        description = {
            "List the inputs of a stack, their values and where these come from.",
            "Without --env, lists the values in each environment of the stack."
        },
        mixinStandardHelpOptions = true)
final class InputsCommand implements Callable<ExitCode> {

    private static final Value HIDDEN = Value.of(ValueLines.SENSITIVE);

    @Mixin
    private final StackOptions stack;

    @Mixin
    private final OutputOptions output;

    InputsCommand(Console console) {
        stack = new StackOptions(console);
        output = new OutputOptions(console, Kind.REPORT);
    }

    /** The inputs in one environment. */
    private record Column(String stack, List<StackInput> inputs) {

        /** The name of the environment; that of the stack if it has none. */
        String heading() {
            return Environment.in(stack).orElse(stack);
        }
    }

    @Override
    public ExitCode call() {
        return output.then(
                stack.openEach(),
                each -> output.then(new EachEnvironment(each).results(InputsCommand::column), this::print));
    }

    private static Result<Column> column(Workspace workspace) {
        return workspace
                .name()
                .then(name -> StackInput.all(workspace.document(), workspace.bindings())
                        .map(inputs -> new Column(name, inputs)));
    }

    private ExitCode print(List<Column> columns) {
        var rows = columns.size() == 1 ? list(columns.getFirst()) : table(columns);
        output.print(Kind.REPORT, new Report(text(rows), document(columns)));
        return ExitCode.OK;
    }

    private static List<List<String>> list(Column column) {
        var rows = new ArrayList<List<String>>();
        column.inputs().forEach(input -> rows.add(List.of(input.name(), value(input), origins(input))));
        return rows;
    }

    private static List<List<String>> table(List<Column> columns) {
        var rows = new ArrayList<List<String>>();
        var heading = new ArrayList<>(List.of(""));
        columns.forEach(column -> heading.add(column.heading()));
        rows.add(heading);
        var inputs = columns.getFirst().inputs();
        for (var i = 0; i < inputs.size(); i++) {
            var row = new ArrayList<>(List.of(inputs.get(i).name()));
            for (var column : columns) {
                var input = column.inputs().get(i);
                row.add(value(input) + " (" + origins(input) + ")");
            }
            rows.add(row);
        }
        return rows;
    }

    private static String value(StackInput input) {
        return Report.sentences("%s", ValueLines.inline(input.value()));
    }

    private static String origins(StackInput input) {
        return Report.sentences("%s", String.join(", ", input.origins()));
    }

    private static String text(List<List<String>> rows) {
        var text = new StringBuilder();
        for (var row : rows) {
            var line = new StringBuilder();
            for (var i = 0; i < row.size(); i++) {
                var column = i;
                var widest = rows.stream()
                        .mapToInt(each -> each.get(column).length())
                        .max()
                        .orElse(0);
                line.append(row.get(i)).repeat(' ', widest - row.get(i).length() + 2);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static Value document(List<Column> columns) {
        if (columns.size() == 1) {
            return Value.Map.EMPTY
                    .with("stack", Value.of(columns.getFirst().stack()))
                    .with("inputs", inputs(columns.getFirst()));
        }
        var environments = new LinkedHashMap<String, Value>();
        columns.forEach(column -> environments.put(column.heading(), inputs(column)));
        return Value.Map.EMPTY
                .with("stack", Value.of(Environment.stack(columns.getFirst().stack())))
                .with("environments", new Value.Map(environments));
    }

    private static Value inputs(Column column) {
        var inputs = new LinkedHashMap<String, Value>();
        column.inputs()
                .forEach(input -> inputs.put(
                        input.name(),
                        Value.Map.EMPTY
                                .with("value", input.value().holdsSecret() ? HIDDEN : input.value())
                                .with("origins", Value.strings(input.origins()))));
        return new Value.Map(inputs);
    }
}
