package dev.setpoint.cli.command.modules;

import dev.setpoint.cli.option.ModuleOptions;
import dev.setpoint.cli.option.OutputOptions;
import dev.setpoint.cli.render.model.Report;
import dev.setpoint.cli.render.spi.Kind;
import dev.setpoint.cli.terminal.Approval;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.terminal.ExitCode;
import dev.setpoint.engine.module.fetch.ModuleLocking;
import dev.setpoint.engine.module.fetch.ModuleLocking.Update;
import dev.setpoint.engine.operator.AllowedAccess;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "update",
        description = "Fetch locked modules anew, show what has changed, and lock the new contents after a question.",
        mixinStandardHelpOptions = true)
final class ModulesUpdateCommand implements Callable<ExitCode> {

    private final Console console;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "SOURCE",
            description = "A source as `setpoint.lock` has it; without it, all of them.")
    private @Nullable String source;

    @Option(names = "--auto-approve", description = "Do not ask for approval.")
    private boolean approved;

    @Mixin
    private final ModuleOptions modules;

    @Mixin
    private final OutputOptions output;

    ModulesUpdateCommand(Console console) {
        this.console = console;
        modules = new ModuleOptions(console);
        output = new OutputOptions(console, Kind.REPORT);
    }

    @Override
    public ExitCode call() {
        return output.then(modules.allowed(), this::update);
    }

    private ExitCode update(AllowedAccess allowed) {
        var locking = modules.locking(allowed);
        return output.then(
                locking.update(allowed.files(console.folder()), Optional.ofNullable(source)),
                update -> update.changes().isEmpty() ? said(update, false) : ask(locking, update));
    }

    /** Shows the difference before the question, on stderr: the result is for stdout, once it is certain. */
    private ExitCode ask(ModuleLocking locking, Update update) {
        var approval = new Approval(console, approved);
        if (!approved) {
            output.note(new UpdateText(update).differences().stripTrailing());
        }
        if (!approval.of("Lock these contents? Type `yes` to confirm: ")) {
            return output.fail(List.of(approval.refusal("lock the new contents of modules")));
        }
        return output.then(locking.accept(update), accepted -> said(accepted, true));
    }

    private ExitCode said(Update update, boolean locked) {
        var text = new UpdateText(update);
        output.print(
                Kind.REPORT, new Report((approved ? text.differences() : "") + text.summary(), text.document(locked)));
        return ExitCode.OK;
    }
}
