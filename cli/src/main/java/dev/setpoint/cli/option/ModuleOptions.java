package dev.setpoint.cli.option;

import dev.setpoint.cli.stack.StackFile;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.module.ModuleLock;
import dev.setpoint.engine.module.fetch.FetchSettings;
import dev.setpoint.engine.module.fetch.FetchingModules.Fetched;
import dev.setpoint.engine.module.fetch.ModuleLocking;
import dev.setpoint.engine.operator.AllowedAccess;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** Options of the commands that fetch remote modules. */
public final class ModuleOptions {

    private final Console console;

    @Mixin
    private final OperatorOptions operator = new OperatorOptions();

    public ModuleOptions(Console console) {
        this.console = console;
    }

    /** The hosts and paths that modules may come from. */
    public Result<AllowedAccess> allowed() {
        return operator.allowed(console);
    }

    /**
     * Fetches and locks the modules that a stack calls. Opens no workspace: inputs and state do not matter.
     *
     * @param stack file or folder; empty for the current folder
     */
    public Result<List<Fetched>> get(ModuleLocking locking, AllowedAccess allowed, Optional<String> stack) {
        return StackFile.find(console, stack, allowed, false)
                .then(file -> file.parse().then(document -> locking.get(document, file.files())))
                .map(ModuleLocking.Locked::modules);
    }

    public ModuleLocking locking(AllowedAccess allowed) {
        return new ModuleLocking(SchemaFiles.bundled(), allowed, FetchSettings.of(console.variables()));
    }

    /** A locked module for a program. */
    public static Value.Map entry(String source, ModuleLock.Entry entry) {
        var map = Value.Map.EMPTY.with("source", Value.of(source));
        return entry.commit()
                .map(commit -> map.with("commit", Value.of(commit)))
                .orElse(map)
                .with("digest", Value.of(entry.digest().toString()));
    }
}
