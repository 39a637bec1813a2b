package dev.setpoint.cli.command.completion;

import dev.setpoint.cli.option.OutputOptions;
import dev.setpoint.cli.terminal.Console;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** All commands with their options, and with what may stand for each value. Made for scripts and never run. */
final class CompletionModel {

    static final String PROGRAM = "setpoint";

    /** Labels of values that are files or folders. */
    private static final Set<String> FILES = Set.of("FILE", "DIR", "STACK", "FOLDER", "[NAME] [STACK]");

    private CompletionModel() {}

    static CommandLine of(Console console, Map<String, Function<Console, Object>> commands) {
        var root = new CommandLine(CommandSpec.create().name(PROGRAM).mixinStandardHelpOptions(true));
        commands.forEach((name, command) -> root.addSubcommand(name, command.apply(console)));
        OutputOptions.describe(root);
        describe(root.getCommandSpec());
        return root;
    }

    /** Tells whether a value is a file or a folder. */
    static boolean isFile(ArgSpec value) {
        return FILES.contains(value.paramLabel());
    }

    /** Values that an option or argument takes, which a label such as {@code true|false} lists too; empty for any. */
    static List<String> values(ArgSpec value) {
        return value.paramLabel().contains("|")
                ? List.of(value.paramLabel().split("\\|"))
                : Optional.ofNullable(value.completionCandidates())
                        .map(CompletionModel::listed)
                        .orElse(List.of());
    }

    private static List<String> listed(Iterable<String> values) {
        var list = new ArrayList<String>();
        values.forEach(list::add);
        return list;
    }

    /** Describes each value anew, because picocli takes what may stand for it from the type of its field. */
    private static void describe(CommandSpec command) {
        command.subcommands().values().forEach(sub -> describe(sub.getCommandSpec()));
        for (var option : List.copyOf(command.options())) {
            if (option.arity().max() > 0) {
                command.remove(option);
                command.addOption(described(option));
            }
        }
        for (var argument : List.copyOf(command.positionalParameters())) {
            command.remove(argument);
            command.addPositional(described(argument));
        }
    }

    private static OptionSpec described(OptionSpec option) {
        var anew = OptionSpec.builder(option.names())
                .arity(option.arity().toString())
                .paramLabel(option.paramLabel())
                .description(option.description())
                .type(type(option));
        return (values(option).isEmpty() ? anew : anew.completionCandidates(values(option))).build();
    }

    private static PositionalParamSpec described(PositionalParamSpec argument) {
        var anew = PositionalParamSpec.builder()
                .index(argument.index())
                .arity(argument.arity().toString())
                .paramLabel(argument.paramLabel())
                .type(type(argument));
        return (values(argument).isEmpty() ? anew : anew.completionCandidates(values(argument))).build();
    }

    private static Class<?> type(ArgSpec value) {
        return isFile(value) ? Path.class : String.class;
    }
}
