package dev.setpoint.cli.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.command.AllCommands;
import dev.setpoint.cli.document.Documents;
import dev.setpoint.engine.explanation.Example;
import dev.setpoint.engine.explanation.Explanation;
import dev.setpoint.engine.explanation.Explanations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The registry explains each code that Setpoint can report, and no other. */
class RegistryTest {

    private static final Pattern CODE = Pattern.compile("\"(SP\\d{4})\"");
    private static final Pattern SENTENCES = Pattern.compile("(?s)[A-Z`].*\\.");

    private static final List<Explanation> ALL = Explanations.bundled().all();

    @Test
    void eachCodeInUseHasOneExplanation() {
        var used = Documents.sources().stream()
                .filter(source -> source.toString().replace('\\', '/').contains("/src/main/java/"))
                .flatMap(source -> CODE.matcher(text(source)).results())
                .map(code -> code.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(ALL).extracting(Explanation::code).containsExactlyInAnyOrderElementsOf(used);
    }

    @Test
    void codesAscendWithinAnArea() {
        var areas = ALL.stream().collect(Collectors.groupingBy(Explanation::area));

        assertThat(areas.values())
                .allSatisfy(
                        area -> assertThat(area).extracting(Explanation::code).isSorted());
    }

    @Test
    void textsAreSentences() {
        assertThat(ALL).allSatisfy(explanation -> {
            assertThat(explanation.title())
                    .matches(SENTENCES)
                    .hasSizeLessThan(80)
                    .doesNotContain(". ");
            assertThat(explanation.meaning()).matches(SENTENCES).doesNotContain("\n");
            assertThat(explanation.fix()).matches(SENTENCES).doesNotContain("\n");
        });
    }

    @Test
    void titlesDiffer() {
        assertThat(ALL).extracting(Explanation::title).doesNotHaveDuplicates();
    }

    @Test
    void aSituationNamesCommandsThatReportIt() {
        var commands = AllCommands.table().keySet();

        assertThat(ALL.stream().map(Explanation::example).flatMap(RegistryTest::situation))
                .isNotEmpty()
                .allSatisfy(situation -> {
                    assertThat(situation.text()).matches(SENTENCES).doesNotContain("\n");
                    assertThat(situation.commands())
                            .isNotEmpty()
                            .allSatisfy(command -> assertThat(commands).contains(command.replaceFirst(" .*", "")));
                });
    }

    private static Stream<Example.Situation> situation(Example example) {
        return example instanceof Example.Situation situation ? Stream.of(situation) : Stream.empty();
    }

    private static String text(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
