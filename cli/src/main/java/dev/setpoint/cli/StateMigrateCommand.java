package dev.setpoint.cli;

import dev.setpoint.cli.place.Migration;
import dev.setpoint.cli.place.StatePlace;
import dev.setpoint.cli.render.model.Kind;
import dev.setpoint.cli.render.model.Report;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.value.Value;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "migrate",
        description = "Take the state to where the stack keeps it now: its backend, or the folder beside it.",
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

    @Option(
            names = "--from",
            paramLabel = "PLACE",
            description =
                    "Where the state is now, as `--backend` names it; by default where this machine last found it.")
    private @Nullable String from;

    @Option(
            names = "--reconfigure",
            description = "Move nothing: accept the place that is named now beside the one that has a state.")
    private boolean reconfigure;

    StateMigrateCommand(Console console) {
        stack = new StackOptions(console);
        output = new OutputOptions(console, Kind.REPORT);
    }

    @Override
    public ExitCode call() {
        if (reconfigure) {
            return output.then(
                    stack.open()
                            .then(workspace -> migration(workspace)
                                    .then(migration ->
                                            workspace.named().then(named -> migration.accept(named, lock.timeout())))),
                    this::accepted);
        }
        return output.then(stack.open().then(this::migrate), this::said);
    }

    private Result<Migration.Done> migrate(Workspace opened) {
        return source().then(place -> migrate(opened.trusting(place), place));
    }

    private Result<Migration.Done> migrate(Workspace workspace, Optional<StatePlace> source) {
        return migration(workspace)
                .then(migration -> workspace
                        .named()
                        .then(named -> back
                                ? migration.back(named, lock.timeout())
                                : migration.to(named, source, lock.timeout())));
    }

    private static Result<Migration> migration(Workspace workspace) {
        return workspace.name().then(name -> workspace.places().map(places -> places.migration(name)));
    }

    private Result<Optional<StatePlace>> source() {
        return from == null
                ? Result.ok(Optional.empty())
                : StatePlace.parse(from).map(Optional::of);
    }

    private ExitCode accepted(String place) {
        output.print(
                Kind.REPORT,
                new Report(
                        Report.sentences("From now on `%s` is used when it is named; no state was moved.\n", place),
                        Value.Map.EMPTY.with("accepted", Value.of(place))));
        return ExitCode.OK;
    }

    private ExitCode said(Migration.Done done) {
        var text = Report.sentences(
                """
                Migrated the state of stack `%s`: %s resources, serial %s.
                  from %s
                  to   %s
                The old one is kept beside it under the name that ends in `.migrated`.
                """,
                done.state().stack(),
                done.state().resources().size(),
                done.state().serial(),
                done.from(),
                done.to());
        output.print(
                Kind.REPORT,
                new Report(
                        text,
                        Value.Map.EMPTY
                                .with("stack", Value.of(done.state().stack()))
                                .with("serial", Value.of(done.state().serial()))
                                .with("from", Value.of(done.from()))
                                .with("to", Value.of(done.to()))));
        return ExitCode.OK;
    }
}
