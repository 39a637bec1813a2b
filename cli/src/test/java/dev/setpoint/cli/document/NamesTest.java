package dev.setpoint.cli.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Test classes, types and diagnostics that a document names exist. */
final class NamesTest {

    private static final Pattern TEST = Pattern.compile("(?:`|-Dtest=)([A-Z][A-Za-z0-9]*(?:Test|IT))\\b");
    private static final Pattern FILE = Pattern.compile("`(?:[^`\\s]*/)?([A-Z][A-Za-z0-9]*\\.java)`");
    private static final Pattern TYPE = Pattern.compile("`(aws\\.[a-z][A-Za-z0-9]*\\.[a-z][A-Za-z]*)`");
    private static final Pattern CODE = Pattern.compile("\\bSP\\d{4}\\b");

    @Test
    void everyTestThatIsNamedIsThere() {
        var classes = Documents.sources().stream()
                .map(source -> source.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());

        assertThat(found(TEST, 1)).isNotEmpty().isSubsetOf(classes);
    }

    @Test
    void everySourceFileThatIsNamedIsThere() {
        var files = Documents.sources().stream()
                .map(source -> source.getFileName().toString())
                .collect(Collectors.toSet());

        assertThat(found(FILE, 1)).isNotEmpty().isSubsetOf(files);
    }

    @Test
    void everyTypeThatIsNamedIsThere() {
        var types = Stream.of("types", "data")
                .flatMap(folder -> lines(Documents.ROOT.resolve("schemas/" + folder + "/index.txt")))
                .collect(Collectors.toSet());

        assertThat(found(TYPE, 1)).isNotEmpty().isSubsetOf(types);
    }

    /** The comparison with other tools says how many types there are. */
    @Test
    void theReadmeCountsTheTypes() {
        var types = lines(Documents.ROOT.resolve("schemas/types/index.txt"))
                .filter(type -> type.startsWith("aws."))
                .count();

        assertThat(Documents.text(Documents.ROOT.resolve("README.md")))
                .contains("| AWS resource types | " + types + " |");
    }

    @Test
    void everyDiagnosticThatIsNamedIsThere() {
        var codes = Documents.sources().stream()
                .filter(source -> source.toString().contains("/src/main/"))
                .flatMap(source -> CODE.matcher(Documents.text(source)).results())
                .map(code -> code.group())
                .collect(Collectors.toSet());

        assertThat(found(CODE, 0)).isNotEmpty().isSubsetOf(codes);
    }

    private static Set<String> found(Pattern pattern, int group) {
        return Documents.withoutMistakes().stream()
                .flatMap(document -> pattern.matcher(Documents.text(document)).results())
                .map(match -> match.group(group))
                .collect(Collectors.toSet());
    }

    private static Stream<String> lines(Path file) {
        return Documents.text(file).lines().filter(line -> !line.isBlank());
    }
}
