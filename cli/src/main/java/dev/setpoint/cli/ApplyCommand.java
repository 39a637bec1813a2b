package dev.setpoint.cli;

import dev.setpoint.cli.render.model.Kind;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
    private final PlanningOptions planning = new PlanningOptions();

    @Mixin
    private final ChangeOptions change;

    @Mixin
    private final OutputOptions output;

    @Option(
            names = "--rollback-on-failure",
            description =
                    "When a change fails, undo what this run has done, last first, and say what cannot be undone.")
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
        var run = new ChangeRun(console, output, change, rollsBack);
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
