package dev.setpoint.cli.command.state;

import dev.setpoint.cli.backend.StateLocation;
import dev.setpoint.cli.backend.StateMigration;
import dev.setpoint.cli.option.LockOptions;
import dev.setpoint.cli.option.OutputOptions;
import dev.setpoint.cli.option.StackOptions;
import dev.setpoint.cli.render.model.Report;
import dev.setpoint.cli.render.spi.Kind;
import dev.setpoint.cli.stack.Workspace;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.terminal.ExitCode;
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
        description = "Move the state to the place that the stack names now: its backend, or the folder beside it.",
        mixinStandardHelpOptions = true)
final class StateMigrateCommand implements Callable<ExitCode> {

    @Mixin
    private final StackOptions stack;

    @Mixin
    private final LockOptions lock = new LockOptions();

    @Mixin
    private final OutputOptions output;

    @Option(names = "--back", description = "Move the state from the backend to the folder beside the stack file.")
    private boolean back;

    @Option(
            names = "--from",
            paramLabel = "PLACE",
            description =
                    "Place of the state now, written as for `--backend`. Default: where this machine last found it.")
    private @Nullable String from;

    @Option(
            names = "--reconfigure",
            description = "Move no state: accept the place that is named now, although another place has a state.")
    private boolean reconfigure;

    @Option(
            names = "--to-env",
            paramLabel = "NAME",
            description = "Make the state that the stack had before its environments that of this environment.")
    private @Nullable String environment;

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
        return output.then(
                (environment == null ? stack.open() : stack.openIn(environment)).then(this::migrate), this::said);
    }

    private Result<StateMigration.Done> migrate(Workspace opened) {
        return source().then(place -> migrate(opened.trusting(place), place));
    }

    private Result<StateMigration.Done> migrate(Workspace workspace, Optional<StateLocation> source) {
        return migration(workspace)
                .then(migration -> workspace
                        .named()
                        .then(named -> back
                                ? migration.back(named, lock.timeout())
                                : migration.to(named, source, lock.timeout())));
    }

    private Result<StateMigration> migration(Workspace workspace) {
        return workspace
                .name()
                .then(name -> workspace
                        .places()
                        .map(places ->
                                environment == null ? places.migration(name) : places.migrationToEnvironment(name)));
    }

    private Result<Optional<StateLocation>> source() {
        return from == null
                ? Result.ok(Optional.empty())
                : StateLocation.parse(from).map(Optional::of);
    }

    private ExitCode accepted(String place) {
        output.print(
                Kind.REPORT,
                new Report(
                        Report.sentences("Accepted `%s` as a place of the state. No state was moved.\n", place),
                        Value.Map.EMPTY.with("accepted", Value.of(place))));
        return ExitCode.OK;
    }

    private ExitCode said(StateMigration.Done done) {
        var text = Report.sentences(
                """
                Migrated the state of stack `%s`: %s resources, serial %s.
                  from %s
                  to   %s
                The old state is kept under a name that ends in `.migrated`.
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
