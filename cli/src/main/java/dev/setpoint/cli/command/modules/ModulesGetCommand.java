package dev.setpoint.cli.command.modules;

import dev.setpoint.cli.option.ModuleOptions;
import dev.setpoint.cli.option.OutputOptions;
import dev.setpoint.cli.render.model.Report;
import dev.setpoint.cli.render.spi.Kind;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.cli.terminal.ExitCode;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.module.fetch.FetchingModules.Fetched;
import dev.setpoint.engine.operator.AllowedAccess;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "get",
        description = "Fetch the remote modules that stacks call, and lock those that `setpoint.lock` does not have.",
        mixinStandardHelpOptions = true)
final class ModulesGetCommand implements Callable<ExitCode> {

    @Parameters(paramLabel = "STACK", description = "Files or folders of stacks; without any, the current folder.")
    private List<String> stacks = new ArrayList<>();

    @Mixin
    private final ModuleOptions modules;

    @Mixin
    private final OutputOptions output;

    ModulesGetCommand(Console console) {
        modules = new ModuleOptions(console);
        output = new OutputOptions(console, Kind.REPORT);
    }

    @Override
    public ExitCode call() {
        return output.then(modules.allowed().then(this::get), this::said);
    }

    /** The modules of all stacks, by their sources. Stops at the first stack that fails. */
    private Result<Map<String, Fetched>> get(AllowedAccess allowed) {
        var locking = modules.locking(allowed);
        var all = Result.<Map<String, Fetched>>ok(new LinkedHashMap<>());
        for (var stack : named()) {
            all = all.then(found -> modules.get(locking, allowed, stack).map(more -> {
                more.forEach(module ->
                        found.merge(module.source().key(), module, (first, again) -> first.isNew() ? first : again));
                return found;
            }));
        }
        return all;
    }

    private List<Optional<String>> named() {
        return stacks.isEmpty()
                ? List.of(Optional.empty())
                : stacks.stream().map(Optional::of).toList();
    }

    private ExitCode said(Map<String, Fetched> modules) {
        output.print(Kind.REPORT, new Report(text(modules), document(modules)));
        return ExitCode.OK;
    }

    private static String text(Map<String, Fetched> modules) {
        if (modules.isEmpty()) {
            return "No remote modules are called.\n";
        }
        var text = new StringBuilder();
        modules.forEach((source, module) ->
                text.append(Report.sentences("%s %s (%s)\n", module.isNew() ? "+" : " ", source, status(module))));
        var locked = modules.values().stream().filter(Fetched::isNew).count();
        var fetched = modules.values().stream().filter(Fetched::fetched).count();
        return text.append(Report.sentences(
                        "%s remote module%s: %s locked, %s fetched.\n",
                        modules.size(), modules.size() == 1 ? "" : "s", locked, fetched))
                .append(locked > 0 ? "Commit `setpoint.lock`.\n" : "")
                .toString();
    }

    private static String status(Fetched module) {
        return module.isNew() ? "locked" : module.fetched() ? "fetched" : "present";
    }

    private static Value document(Map<String, Fetched> modules) {
        var entries = modules.entrySet().stream()
                .<Value>map(entry -> ModuleOptions.entry(
                                entry.getKey(), entry.getValue().now())
                        .with("status", Value.of(status(entry.getValue()))))
                .toList();
        return Value.Map.EMPTY.with("modules", new Value.List(entries));
    }
}
