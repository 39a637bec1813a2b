package dev.setpoint.cli.command;

import dev.setpoint.cli.option.ChangeOptions;
import dev.setpoint.cli.option.OutputOptions;
import dev.setpoint.cli.option.PlanFile;
import dev.setpoint.cli.option.PlanningOptions;
import dev.setpoint.cli.option.StackOptions;
import dev.setpoint.cli.render.spi.Kind;
import dev.setpoint.cli.run.ChangeRun;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.terminal.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "apply",
        description = {
            "Show the plan, ask for approval, and make the cloud match the spec.",
            "With a file from `setpoint plan --out FILE`, apply exactly that plan, or nothing if it is out of date."
        },
        mixinStandardHelpOptions = true)
final class ApplyCommand implements Callable<ExitCode> {

    @Mixin
    private final StackOptions stack;

    @Mixin
    private final PlanningOptions planning = new PlanningOptions();

    @Mixin
    private final ChangeOptions change;

    @Mixin
    private final OutputOptions output;

    @Option(
            names = "--rollback-on-failure",
            description =
                    "When a change fails, undo the changes of this run, last first, and list what cannot be undone.")
    private boolean rollsBack;

    private final Console console;

    ApplyCommand(Console console) {
        this.console = console;
        stack = new StackOptions(console);
        change = new ChangeOptions(console);
        output = new OutputOptions(console, Kind.OUTCOME);
    }

    @Override
    public ExitCode call() {
        var run = new ChangeRun(output, change, rollsBack);
        return output.then(
                PlanFile.find(console, stack.argument()),
                saved -> saved.isPresent()
                        ? output.then(
                                planning.none(saved.get()).then(stack::open),
                                workspace -> run.run(workspace, saved.get().plan()))
                        : output.then(
                                planning.options(false),
                                options -> output.then(stack.open(), workspace -> run.run(workspace, options))));
    }
}
