package dev.setpoint.cli.command;

import dev.setpoint.cli.option.OutputOptions;
import dev.setpoint.cli.option.PlanFile;
import dev.setpoint.cli.option.StackOptions;
import dev.setpoint.cli.render.model.PlanResult;
import dev.setpoint.cli.render.spi.Kind;
import dev.setpoint.cli.stack.Workspace;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.terminal.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "show",
        description = {
            "Show the state: every resource as it was last applied, and the outputs.",
            "With a file from `setpoint plan --out FILE`, show that plan."
        },
        mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<ExitCode> {

    @Mixin
    private final StackOptions stack;

    @Mixin
    private final OutputOptions output;

    private final Console console;

    ShowCommand(Console console) {
        this.console = console;
        stack = new StackOptions(console);
        output = new OutputOptions(console, Kind.PLAN, Kind.STATE);
    }

    @Override
    public ExitCode call() {
        return output.then(
                PlanFile.find(console, stack.argument()),
                file -> file.map(this::plan).orElseGet(this::state));
    }

    private ExitCode plan(PlanFile file) {
        output.print(Kind.PLAN, PlanResult.of(file.plan().preview(), file.plan()));
        return ExitCode.OK;
    }

    private ExitCode state() {
        return output.then(stack.open().then(Workspace::state), state -> {
            output.print(Kind.STATE, state);
            return ExitCode.OK;
        });
    }
}
