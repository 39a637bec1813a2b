package dev.setpoint.cli.document;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Command lines of documents, taken apart as a shell does it, as far as documents go. */
final class Shell {

    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|([^\\s'\"]+)");
    private static final Pattern END = Pattern.compile("\\s(#|\\||>|&&).*");

    private Shell() {}

    /** The commands of a block: one a line, comments left out. */
    static List<String> commands(String text) {
        return Stream.of(text.replace("\\\n", " ").split("\n", -1))
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    /** The words of the first command of a line, without quotes. */
    static List<String> words(String line) {
        return WORD.matcher(END.matcher(line).replaceFirst(""))
                .results()
                .map(word -> Stream.of(1, 2, 3)
                        .map(word::group)
                        .filter(part -> part != null)
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    static boolean isSetpoint(String program) {
        return program.equals("setpoint") || program.equals("cli/setpoint");
    }
}
