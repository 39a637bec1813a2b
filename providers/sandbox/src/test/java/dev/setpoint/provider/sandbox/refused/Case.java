package dev.setpoint.provider.sandbox.refused;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One line of a table in {@code src/test/resources/refused}: {@code CODE | sentence | text} for what AWS refuses, {@code
 * foreseen | sentence | text} for what {@code validate} alone refuses, {@code accepted | text} for the rest. The line {@code resource} says where the text stands in a resource, {@code provider} has the settings, and
 * each line {@code before} is a resource that must be there first.
 *
 * @param code that AWS answers with; empty where it accepts
 * @param sentence part of the diagnostic
 * @param settings of the provider
 * @param resource with {@code ‹…›} around the place of the problem
 */
record Case(String table, String code, String sentence, String settings, String before, String resource) {

    private static final Pattern LENGTH = Pattern.compile("«(\\d+)»");
    private static final int LONGEST_NAME = 300;
    private static final Path TABLES = Path.of("src/test/resources/refused");

    static Stream<Case> all() {
        try (var files = Files.list(TABLES)) {
            return files.sorted().map(Case::of).flatMap(List::stream).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Case> of(Path file) {
        try {
            var template = "%s";
            var settings = "{region: us-east-1}";
            var before = "";
            var cases = new ArrayList<Case>();
            for (var line : Files.readAllLines(file)) {
                if (line.startsWith("resource ")) {
                    template = line.substring("resource ".length());
                } else if (line.startsWith("provider ")) {
                    settings = line.substring("provider ".length());
                } else if (line.startsWith("before ")) {
                    before += "  " + line.substring("before ".length()) + "\n";
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    cases.add(
                            of(file, settings, before, template, expanded(line).split(" *\\| ", 3)));
                }
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code «9»} stands for nine letters. */
    private static String expanded(String line) {
        return LENGTH.matcher(line).replaceAll(found -> "a".repeat(Integer.parseInt(found.group(1))));
    }

    private static Case of(Path file, String settings, String before, String template, String[] cells) {
        var table = String.valueOf(file.getFileName());
        return cells[0].equals("accepted")
                ? new Case(table, "", "", settings, before, template.replace("%s", cells[1]))
                : new Case(table, cells[0], cells[1], settings, before, template.replace("%s", cells[2]));
    }

    boolean isForeseen() {
        return code.equals("foreseen");
    }

    boolean isAccepted() {
        return code.isEmpty();
    }

    @Override
    public String toString() {
        return table + ": " + resource.substring(0, Math.min(resource.length(), LONGEST_NAME));
    }
}
