package dev.setpoint.cli.command;

import dev.setpoint.cli.option.CloudOptions;
import dev.setpoint.cli.option.LockOptions;
import dev.setpoint.cli.option.OutputOptions;
import dev.setpoint.cli.render.model.ImportResult;
import dev.setpoint.cli.render.model.PlanModel;
import dev.setpoint.cli.render.spi.Kind;
import dev.setpoint.cli.run.InterruptibleRun;
import dev.setpoint.cli.run.Interrupts;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.terminal.ExitCode;
import dev.setpoint.engine.Engine;
import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.adoption.Adoption;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.plan.Preview;
import dev.setpoint.engine.progress.Cancellation;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.state.Session;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = {
            "Import an existing object into the state as a resource of the spec. Nothing in the cloud changes.",
            "To review the import in a plan, write `import: ID` in the resource block instead."
        },
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<ExitCode> {

    @Parameters(
            index = "0",
            paramLabel = "ADDRESS",
            description = "Address of a resource block in the spec, such as `bucket`.")
    private String address = "";

    @Parameters(
            index = "1",
            paramLabel = "ID",
            description = "Identity of the object, as `state list` prints it for others of its type: a bucket's name, a"
                    + " key's id.")
    private String id = "";

    @Parameters(index = "2", arity = "0..1", paramLabel = "STACK", description = "The stack's file or folder.")
    private @Nullable String stack;

    @Mixin
    private final CloudOptions cloud;

    @Mixin
    private final LockOptions lock = new LockOptions();

    @Mixin
    private final OutputOptions output;

    ImportCommand(Console console) {
        cloud = new CloudOptions(console);
        output = new OutputOptions(console, Kind.IMPORT);
    }

    @Override
    public ExitCode call() {
        return output.then(Address.parse(address), this::take);
    }

    private ExitCode take(Address at) {
        var cancellation = new Cancellation();
        var stoppable = new InterruptibleRun(cancellation, output);
        return output.then(cloud.open(Optional.ofNullable(stack)), workspace -> {
            try (var engine = workspace.engine();
                    var _ = Interrupts.to(cancellation)) {
                return output.then(
                        workspace.graph(engine),
                        graph -> output.then(workspace.store(graph.stack()), store -> {
                            try (store) {
                                return stoppable.then(
                                        stoppable.lock(store, "setpoint import", lock.timeout()),
                                        locked -> output.then(
                                                locked, session -> take(stoppable, engine, graph, session, at)));
                            }
                        }));
            }
        });
    }

    private ExitCode take(InterruptibleRun stoppable, Engine engine, Graph graph, Session session, Address at) {
        try (session) {
            Optional<Result<Adoption.Adopted>> taken;
            try (var progress = output.progress()) {
                taken = stoppable.run(() -> engine.recover(graph.stack(), session, progress)
                        .then(_ -> engine.adopt(graph, session, at, new Identity(id), progress)));
            }
            return stoppable.then(taken, result -> output.then(result, this::said));
        }
    }

    private ExitCode said(Adoption.Adopted taken) {
        output.print(Kind.IMPORT, new ImportResult(taken.resource(), PlanModel.of(Preview.of(taken.rest()))));
        return ExitCode.OK;
    }
}
