package dev.setpoint.cli.command;

import dev.setpoint.cli.option.LockOptions;
import dev.setpoint.cli.option.OutputOptions;
import dev.setpoint.cli.option.StackOptions;
import dev.setpoint.cli.render.spi.Kind;
import dev.setpoint.cli.run.AbandonableCall;
import dev.setpoint.cli.run.Interrupts;
import dev.setpoint.cli.stack.Workspace;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.terminal.ExitCode;
import dev.setpoint.engine.Engine;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.progress.Cancellation;
import dev.setpoint.engine.verify.Proofs;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        description = {
            "Test the applied stack in the cloud: upload a test object to each bucket, check its encryption and"
                    + " replication, try requests that policies must deny, check keys, trails and roles, and delete the"
                    + " test objects.",
            "Exits with 3 when a check fails."
        },
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<ExitCode> {

    @Mixin
    private final StackOptions stack;

    @Mixin
    private final OutputOptions output;

    private final Cancellation cancellation = new Cancellation();

    private Duration patience = Duration.ofMinutes(2);

    @CommandLine.Spec
    private CommandSpec command;

    VerifyCommand(Console console) {
        stack = new StackOptions(console);
        output = new OutputOptions(console, Kind.PROOFS);
    }

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            description = "Time to wait for replication, such as 30s or 15m. Default: 2m.")
    void patience(String text) {
        patience = LockOptions.time(command, text);
    }

    @Override
    public ExitCode call() {
        return output.then(stack.open(), workspace -> {
            try (var engine = workspace.engine();
                    var _ = Interrupts.to(cancellation)) {
                return AbandonableCall.ending(cancellation, () -> proofs(workspace, engine))
                        .filter(_ -> !cancellation.isStopping())
                        .map(result -> output.then(result, this::shown))
                        .orElseGet(this::interrupted);
            }
        });
    }

    private Result<Proofs> proofs(Workspace workspace, Engine engine) {
        return workspace
                .graph(engine)
                .then(graph -> workspace
                        .store(graph.stack())
                        .then(store -> {
                            try (store) {
                                return store.read();
                            }
                        })
                        .then(state -> {
                            try (var progress = output.progress()) {
                                cancellation.whenStopping(() -> progress.say(
                                        "Stopping, and deleting the test objects … (interrupt again to leave them)"));
                                return engine.verify(graph.stack(), state, patience, progress, cancellation);
                            }
                        }));
    }

    private ExitCode interrupted() {
        output.fail(List.of(Diagnostic.error(
                "SP0973",
                cancellation.isAborting()
                        ? "Interrupted; objects under `setpoint-verify/` may be left in the buckets."
                        : "Interrupted; the test objects are deleted.")));
        return ExitCode.INTERRUPTED;
    }

    private ExitCode shown(Proofs proofs) {
        output.print(Kind.PROOFS, proofs);
        return proofs.hasFailures() ? ExitCode.CHECK_FAILED : ExitCode.OK;
    }
}
