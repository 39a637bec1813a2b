package dev.setpoint.cli.command.completion;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Completions for the shell fish, which picocli does not generate: one line for each command, option and argument. */
final class FishScript {

    /** Two functions that compare the words before the cursor, options left out, with the words of a command. */
    private static final String HEAD = """
            # Completions of setpoint for fish. Save as ~/.config/fish/completions/setpoint.fish

            function __setpoint_words
                set -l words (commandline -opc)
                string match -v -- '-*' $words[2..]
            end

            # Succeeds after exactly these words.
            function __setpoint_after
                set -l words (__setpoint_words)
                test "$words" = "$argv"
            end

            # Succeeds after these words and any others.
            function __setpoint_within
                set -l words (__setpoint_words)
                set -l length (count $argv)
                test (count $words) -ge $length; and test "$words[1..$length]" = "$argv"
            end

            complete -c setpoint -e
            """;

    private final StringBuilder script = new StringBuilder(HEAD);

    private FishScript() {}

    static String of(CommandSpec root) {
        var script = new FishScript();
        script.command(root, List.of());
        return script.script.toString();
    }

    /** @param words the words of the command, without the name of the program */
    private void command(CommandSpec command, List<String> words) {
        script.append('\n');
        var after = condition("__setpoint_after", words);
        command.subcommands()
                .forEach((name, sub) -> line(
                        after,
                        "-f -a " + quoted(name)
                                + description(
                                        sub.getCommandSpec().usageMessage().description())));
        var within = condition(words.isEmpty() ? "__setpoint_after" : "__setpoint_within", words);
        command.options().forEach(option -> option(within, option));
        if (command.subcommands().isEmpty()) {
            arguments(within, command.positionalParameters());
        }
        command.subcommands()
                .forEach((name, sub) -> command(
                        sub.getCommandSpec(),
                        Stream.concat(words.stream(), Stream.of(name)).toList()));
    }

    private static String condition(String function, List<String> words) {
        return "-n '" + Stream.concat(Stream.of(function), words.stream()).collect(Collectors.joining(" ")) + "'";
    }

    private void option(String condition, OptionSpec option) {
        var names = Stream.of(option.names())
                .map(name -> name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1))
                .collect(Collectors.joining(" "));
        var value = option.arity().max() == 0 ? "" : value(option);
        line(condition, names + value + description(option.description()));
    }

    private static String value(ArgSpec option) {
        return CompletionModel.isFile(option) ? " -r -F" : " -x" + values(CompletionModel.values(option));
    }

    private static String values(List<String> values) {
        return values.isEmpty() ? "" : " -a " + quoted(String.join(" ", values));
    }

    /** Fish completes file names unless it is told not to. */
    private void arguments(String condition, List<PositionalParamSpec> arguments) {
        if (arguments.stream().noneMatch(CompletionModel::isFile)) {
            line(condition, "-f");
        }
        arguments.stream()
                .map(CompletionModel::values)
                .filter(values -> !values.isEmpty())
                .forEach(values -> line(condition, values(values).strip()));
    }

    private void line(String condition, String rest) {
        script.append("complete -c setpoint ")
                .append(condition)
                .append(' ')
                .append(rest)
                .append('\n');
    }

    /** The first sentence of a description. */
    private static String description(String... lines) {
        if (lines.length == 0) {
            return "";
        }
        var end = lines[0].indexOf(". ");
        var sentence = (end < 0 ? lines[0] : lines[0].substring(0, end)).replaceFirst("\\.$", "");
        return " -d " + quoted(sentence);
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
