package dev.setpoint.cli;

import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.state.StateMove;
import dev.setpoint.engine.state.StateStore;
import dev.setpoint.engine.value.Value;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "migrate",
        description = "Take the state from the folder beside the stack to its backend, or back.",
        mixinStandardHelpOptions = true)
final class StateMigrateCommand implements Callable<ExitCode> {

    @Mixin
    private final StackOptions stack;

    @Mixin
    private final LockOptions lock = new LockOptions();

    @Mixin
    private final OutputOptions output;

    @Option(names = "--back", description = "From the backend to the folder beside the stack.")
    private boolean back;

    StateMigrateCommand(Console console) {
        stack = new StackOptions(console);
        output = new OutputOptions(console, Format.TEXT, Format.JSON);
    }

    @Override
    public ExitCode call() {
        return output.then(stack.open().then(this::migrate), this::said);
    }

    private record Done(State state, String from, String to) {}

    private Result<Done> migrate(Workspace workspace) {
        return workspace
                .shared()
                .then(place -> workspace
                        .name()
                        .then(name -> workspace
                                .places()
                                .then(places -> places.open(name, new StatePlace.Local())
                                        .then(local -> places.open(name, place).then(shared -> {
                                            try (local;
                                                    shared) {
                                                return back ? move(shared, local) : move(local, shared);
                                            }
                                        })))));
    }

    private Result<Done> move(StateStore from, StateStore to) {
        return new StateMove(from, to).run(lock.timeout()).map(state -> new Done(state, from.place(), to.place()));
    }

    private ExitCode said(Done done) {
        if (output.json()) {
            output.print(Value.Map.EMPTY
                    .with("stack", Value.of(done.state().stack()))
                    .with("serial", Value.of(done.state().serial()))
                    .with("from", Value.of(done.from()))
                    .with("to", Value.of(done.to())));
            return ExitCode.OK;
        }
        output.print("""
            Migrated the state of stack `%s`: %d resources, serial %d.
              from %s
              to   %s
            The old one is kept beside it under the name that ends in `.migrated`.
            """.formatted(
                        done.state().stack(),
                        done.state().resources().size(),
                        done.state().serial(),
                        done.from(),
                        done.to()));
        return ExitCode.OK;
    }
}
