package dev.setpoint.cli;

import dev.setpoint.engine.plan.PlanOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "apply",
        description = {
            "Show what would change, ask, and make the cloud as the spec wants it.",
            "With a plan that `setpoint plan --out FILE` wrote, do exactly that, or nothing."
        },
        mixinStandardHelpOptions = true)
final class ApplyCommand implements Callable<ExitCode> {

    @Mixin
    private final StackOptions stack;

    @Mixin
    private final ChangeOptions change;

    @Mixin
    private final OutputOptions output;

    private final Console console;

    ApplyCommand(Console console) {
        this.console = console;
        stack = new StackOptions(console);
        change = new ChangeOptions(console);
        output = new OutputOptions(console, Format.TEXT, Format.JSON);
    }

    @Override
    public ExitCode call() {
        var run = new ChangeRun(console, output, change);
        return output.then(
                PlanFile.find(console, stack.argument()),
                saved -> saved.isPresent()
                        ? output.then(
                                stack.open(saved.get()),
                                workspace -> run.run(workspace, saved.get().plan()))
                        : output.then(stack.open(), workspace -> run.run(workspace, PlanOptions.APPLY)));
    }
}
