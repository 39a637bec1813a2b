package dev.setpoint.cli.command;

import dev.setpoint.cli.option.OutputOptions;
import dev.setpoint.cli.render.spi.Kind;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.terminal.ExitCode;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.explanation.Explanation;
import dev.setpoint.engine.explanation.Explanations;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        description = "Explain diagnostic codes: what each means, an example, and what to do.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<ExitCode> {

    @Parameters(
            arity = "0..*",
            paramLabel = "CODE",
            description = "As in a message: SP0607. Also sp0607 or 607. Without it, a list of all codes.")
    private List<String> codes = List.of();

    @Mixin
    private final OutputOptions output;

    ExplainCommand(Console console) {
        output = new OutputOptions(console, Kind.EXPLANATIONS, Kind.CODES);
    }

    @Override
    public ExitCode call() {
        var explanations = Explanations.bundled();
        if (codes.isEmpty()) {
            output.print(Kind.CODES, explanations.all());
            return ExitCode.OK;
        }
        var found = new ArrayList<Explanation>();
        var problems = new ArrayList<Diagnostic>();
        for (var code : new LinkedHashSet<>(codes)) {
            explanations.find(code).ifPresentOrElse(found::add, () -> problems.add(unknown(code, explanations)));
        }
        if (!problems.isEmpty()) {
            return output.fail(problems);
        }
        output.print(Kind.EXPLANATIONS, found);
        return ExitCode.OK;
    }

    private static Diagnostic unknown(String code, Explanations explanations) {
        var near = explanations.neighbours(code).stream()
                .map(other -> "`" + other + "`")
                .collect(Collectors.joining(" and "));
        return Diagnostic.error("SP0936", "There is no diagnostic code `" + code + "`.")
                .hint(
                        near.isEmpty()
                                ? "A code is written like `SP0607`; `setpoint explain` lists all."
                                : "Near it: " + near + "; `setpoint explain` lists all.");
    }
}
