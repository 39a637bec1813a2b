package dev.setpoint.cli.command;

import dev.setpoint.cli.option.ChangeOptions;
import dev.setpoint.cli.option.OutputOptions;
import dev.setpoint.cli.option.StackOptions;
import dev.setpoint.cli.option.TargetOptions;
import dev.setpoint.cli.render.spi.Kind;
import dev.setpoint.cli.run.ChangeRun;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.terminal.ExitCode;
import dev.setpoint.engine.plan.Plan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "destroy",
        description = "Show the plan, ask for approval, and delete all resources of the stack, or only the targets.",
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
            description = "Keep resources whose deletion destroys data, such as buckets, keys and log groups, and the"
                    + " resources they depend on.")
    private boolean keepData;

    DestroyCommand(Console console) {
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
                        options -> new ChangeRun(output, change, false)
                                .run(workspace, keepData ? options.keepingData() : options)));
    }
}
