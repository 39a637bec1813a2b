package dev.setpoint.cli;

import dev.setpoint.cli.render.model.Kind;
import dev.setpoint.engine.plan.Plan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Option(
            names = "--keep-data",
            description =
                    "Leave everything in the cloud and in the state whose deletion destroys data, such as buckets,"
                            + " keys and log groups, with what these depend on.")
    private boolean keepData;

    private final Console console;

    DestroyCommand(Console console) {
        this.console = console;
        stack = new StackOptions(console);
        change = new ChangeOptions(console);
        output = new OutputOptions(console, Kind.OUTCOME);
    }

    @Override
    public ExitCode call() {
        return output.then(
                stack.open(),
                workspace -> output.then(
                        targets.of(Plan.Mode.DESTROY),
                        options -> new ChangeRun(console, output, change, false)
                                .run(workspace, keepData ? options.keepingData() : options)));
    }
}
