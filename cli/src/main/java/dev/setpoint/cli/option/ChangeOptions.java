package dev.setpoint.cli.option;

import dev.setpoint.cli.terminal.Approval;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options of the commands that change the cloud. */
public final class ChangeOptions {

    private static final String INPUT = "--input";

    private final Console console;

    @Option(names = "--auto-approve", description = "Do not ask for approval.")
    private boolean approved;

    @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
    private CommandSpec command;

    public ChangeOptions(Console console) {
        this.console = console;
    }

    @Mixin
    private final LockOptions lock = new LockOptions();

    public Duration lockTimeout() {
        return lock.timeout();
    }

    public Approval approval() {
        return new Approval(console, approved);
    }

    /** Command line to run the same command again. Sensitive inputs are named, not shown. */
    public String again(Stack stack) {
        var given = command.root().commandLine().getParseResult().originalArgs();
        var shown = new ArrayList<String>();
        var hidden = new LinkedHashSet<String>();
        for (var i = 0; i < given.size(); i++) {
            var apart = given.get(i).equals(INPUT) && i + 1 < given.size();
            var input = apart
                    ? given.get(i + 1)
                    : given.get(i).startsWith(INPUT + "=") ? given.get(i).substring(INPUT.length() + 1) : "";
            var name = input.substring(0, Math.max(0, input.indexOf('=')));
            if (stack.inputs().get(name) instanceof Value.Secret) {
                hidden.add("`" + INPUT + " " + name + "=…`");
            } else {
                shown.addAll(apart ? List.of(INPUT, input) : List.of(given.get(i)));
            }
            i += apart ? 1 : 0;
        }
        var line = "setpoint "
                + String.join(" ", shown.stream().map(ChangeOptions::quoted).toList());
        return hidden.isEmpty()
                ? line
                : line + "\nand with " + String.join(", ", hidden) + " as before: sensitive values are not shown";
    }

    public static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9_./:=@%+,-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
