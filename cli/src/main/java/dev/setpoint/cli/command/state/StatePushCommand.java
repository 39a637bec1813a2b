package dev.setpoint.cli.command.state;

import dev.setpoint.cli.option.CloudOptions;
import dev.setpoint.cli.option.LockOptions;
import dev.setpoint.cli.option.OutputOptions;
import dev.setpoint.cli.render.model.Report;
import dev.setpoint.cli.render.spi.Kind;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.terminal.ExitCode;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.file.DurableFile;
import dev.setpoint.engine.file.LimitedReader;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.state.store.StatePush;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "push",
        description = "Replace the stored state with a file that `state pull` printed.",
        mixinStandardHelpOptions = true)
final class StatePushCommand implements Callable<ExitCode> {

    private static final String STDIN = "-";

    private final Console console;

    @Parameters(index = "0", paramLabel = "FILE", description = "File that `state pull` printed; `-` reads stdin.")
    private String file = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "STACK", description = "The stack's file or folder.")
    private @Nullable String stack;

    @Option(
            names = "--force",
            description = "Accept another lineage, a lower serial, or a state that was edited by hand.")
    private boolean force;

    @Mixin
    private final CloudOptions cloud;

    @Mixin
    private final LockOptions lock = new LockOptions();

    @Mixin
    private final OutputOptions output;

    StatePushCommand(Console console) {
        this.console = console;
        cloud = new CloudOptions(console);
        output = new OutputOptions(console, Kind.REPORT);
    }

    @Override
    public ExitCode call() {
        return output.then(
                content()
                        .then(document -> cloud.open(Optional.ofNullable(stack))
                                .then(workspace -> workspace.withStore(
                                        store -> new StatePush(store, file, force).run(document, lock.timeout())))),
                this::said);
    }

    private Result<byte[]> content() {
        try {
            return Result.ok(
                    file.equals(STDIN)
                            ? LimitedReader.read(console.in(), STDIN, LimitedReader.MAX_BYTES)
                            : LimitedReader.read(console.path(file), LimitedReader.MAX_BYTES));
        } catch (NoSuchFileException e) {
            return Result.failed(Diagnostic.error("SP0960", "There is no file `%s`.".formatted(file))
                    .hint("Write one with `setpoint state pull > FILE`."));
        } catch (IOException e) {
            return Result.failed(
                    Diagnostic.error("SP0960", "`%s` cannot be read: %s.".formatted(file, DurableFile.reason(e))));
        }
    }

    private ExitCode said(State state) {
        output.print(
                Kind.REPORT,
                new Report(
                        Report.sentences(
                                "Pushed the state of stack `%s`. It now has serial %s.\n",
                                state.stack(), state.serial()),
                        Value.Map.EMPTY
                                .with("stack", Value.of(state.stack()))
                                .with("serial", Value.of(state.serial()))));
        return ExitCode.OK;
    }
}
