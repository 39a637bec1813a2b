package dev.setpoint.cli.command;

import dev.setpoint.cli.command.completion.CompletionCommand;
import dev.setpoint.cli.command.docs.DocsCommand;
import dev.setpoint.cli.command.eval.EvalCommand;
import dev.setpoint.cli.command.init.InitCommand;
import dev.setpoint.cli.command.modules.ModulesCommand;
import dev.setpoint.cli.command.state.StateCommand;
import dev.setpoint.cli.terminal.Console;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Commands in the order of the help. */
public final class AllCommands {

    private AllCommands() {}

    public static Map<String, Function<Console, Object>> table() {
        var commands = new LinkedHashMap<String, Function<Console, Object>>();
        commands.put("init", InitCommand::new);
        commands.put("validate", ValidateCommand::new);
        commands.put("plan", PlanCommand::new);
        commands.put("apply", ApplyCommand::new);
        commands.put("destroy", DestroyCommand::new);
        commands.put("import", ImportCommand::new);
        commands.put("show", ShowCommand::new);
        commands.put("verify", VerifyCommand::new);
        commands.put("permissions", PermissionsCommand::new);
        commands.put("inputs", InputsCommand::new);
        commands.put("graph", GraphCommand::new);
        commands.put("modules", ModulesCommand::with);
        commands.put("state", StateCommand::with);
        commands.put("output", OutputCommand::new);
        commands.put("docs", DocsCommand::new);
        commands.put("schema", SchemaCommand::new);
        commands.put("explain", ExplainCommand::new);
        commands.put("eval", EvalCommand::new);
        commands.put("unlock", UnlockCommand::new);
        commands.put("completion", console -> new CompletionCommand(console, AllCommands::table));
        commands.put("version", VersionCommand::new);
        return commands;
    }
}
