package dev.setpoint.cli;

import dev.setpoint.engine.plan.Plan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "destroy",
        description = "Show what would be lost, ask, and delete every resource of the stack, or the targets.",
        mixinStandardHelpOptions = true)
final class DestroyCommand implements Callable<ExitCode> {

    @Mixin
    private final StackOptions stack;

    @Mixin
    private final TargetOptions targets = new TargetOptions();

    @Mixin
    private final ChangeOptions change;

    @Mixin
    private final OutputOptions output;

    private final Console console;

    DestroyCommand(Console console) {
        this.console = console;
        stack = new StackOptions(console);
        change = new ChangeOptions(console);
        output = new OutputOptions(console, Format.TEXT, Format.JSON, Format.MARKDOWN);
    }

    @Override
    public ExitCode call() {
        return output.then(
                stack.open(),
                workspace ->
                        new ChangeRun(console, output, change, false).run(workspace, targets.of(Plan.Mode.DESTROY)));
    }
}
