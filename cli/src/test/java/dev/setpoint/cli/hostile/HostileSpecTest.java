package dev.setpoint.cli.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.render.HostileText;
import dev.setpoint.cli.render.MarkdownStructure;
import dev.setpoint.cli.testing.Run;
import dev.setpoint.engine.diagnostic.Printable;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in a spec, the commands print text that no terminal and no CI runner acts on. */
class HostileSpecTest {

    private static final long SEED = Long.getLong("hostile.seed", 1);
    private static final int ROUNDS = Integer.getInteger("hostile.rounds", 12);

    /** Read after any blanks, as runners do; the second kind is found anywhere in a line. */
    private static final Pattern COMMAND = Pattern.compile("(?m)^[\\s\\h\\p{Z}\u0085]*::|##[a-z]*\\[");

    private static final List<List<String>> COMMANDS = List.of(
            List.of("validate"),
            List.of("plan"),
            List.of("plan", "--format", "markdown"),
            List.of("plan", "--format", "json"),
            List.of("graph"),
            List.of("graph", "--format", "mermaid"),
            List.of("apply", "--auto-approve"),
            List.of("show"),
            List.of("show", "--format", "markdown"),
            List.of("show", "--format", "json"),
            List.of("output"),
            List.of("output", "text"),
            List.of("output", "text", "--format", "json"),
            List.of("output", "map"),
            List.of("state", "list"),
            List.of("state", "pull"),
            List.of("plan", "--destroy"),
            List.of("plan", "--destroy", "--format", "markdown"));

    @TempDir
    private Path folder;

    @Test
    void nothingInASpecActsAsMarkupInAnyOutput() throws IOException {
        var text = new HostileText(SEED);
        for (var round = 0; round < ROUNDS; round++) {
            var place = Files.createDirectory(folder.resolve("round" + round));
            spec(place, text::next, text.nextKey(), text.next().replace("\u0000", ""));
            for (var command : COMMANDS) {
                var run = Run.of(place, command.toArray(String[]::new));
                applied(run);
                harmless(command, run);
            }
        }
    }

    @Test
    void aMistakeInAHostileSpecIsReportedInText() throws IOException {
        var text = new HostileText(SEED + 1);
        for (var round = 0; round < ROUNDS; round++) {
            var place = Files.createDirectory(folder.resolve("round" + round));
            Files.writeString(place.resolve("setpoint.yaml"), """
                setpoint: v1
                stack: hostile
                %s: 1
                resources:
                  a: {type: core.value, properties: {x: "${b.%s}"}, %s: 2}
                outputs: {%s: "${a.x}"}
                """.formatted(
                            quoted(text.next()), "y", quoted(text.next()), quoted(text.next())));
            for (var format : List.of("text", "markdown", "json")) {
                var run = Run.of(place, "plan", "--format", format);
                assertThat(run.code()).isEqualTo(1);
                harmless(List.of("plan", "--format", format), run);
            }
        }
    }

    @Test
    void theMarkdownOfAPlanHasTheStructureOfPlainWords() throws IOException {
        var plain = Files.createDirectory(folder.resolve("plain"));
        spec(plain, () -> "word", "key", "word");
        var structure = MarkdownStructure.of(
                Run.of(plain, "plan", "--format", "markdown").out());
        var text = new HostileText(SEED + 2);
        for (var round = 0; round < ROUNDS; round++) {
            var place = Files.createDirectory(folder.resolve("round" + round));
            spec(place, text::next, text.nextKey(), "word");
            var page = Run.of(place, "plan", "--format", "markdown").out();
            assertThat(MarkdownStructure.of(page)).as("%s", page).isEqualTo(structure);
        }
    }

    @Test
    void aDocumentOfJsonKeepsItsValues() throws IOException {
        var text = new HostileText(SEED + 3);
        for (var round = 0; round < ROUNDS; round++) {
            var place = Files.createDirectory(folder.resolve("round" + round));
            var value = text.next();
            spec(place, () -> value, "key", "word");
            applied(Run.of(place, "apply", "--auto-approve"));
            assertThat(Json.read(
                            Run.of(place, "output", "text", "--format", "json").out()))
                    .isEqualTo(Value.of(value));
            var pulled = Run.of(place, "state", "pull").out();
            Files.writeString(place.resolve("pulled.json"), pulled);
            applied(Run.of(place, "state", "push", "pulled.json"));
            var plan = Run.of(place, "plan", "--format", "json").out();
            Files.writeString(place.resolve("plan.json"), plan);
            applied(Run.of(place, "apply", "plan.json", "--auto-approve"));
        }
    }

    private static void applied(Run run) {
        assertThat(run.code()).as("%s%s", run.out(), run.err()).isZero();
    }

    private static void spec(Path place, Supplier<String> text, String key, String comment) throws IOException {
        Files.writeString(place.resolve("setpoint.yaml"), """
            setpoint: v1
            stack: hostile
            # %s
            inputs: {word: {type: string, description: %s, default: %s}}
            locals: {loc: %s}
            resources:
              one:
                type: core.value
                properties: {plain: %s, map: {%s: %s}, list: [%s, {n: %s}], read: "${inputs.word} ${locals.loc}"}
              many:
                type: core.value
                forEach: {%s: %s, other: x}
                properties: {key: "${each.key}", value: "${each.value}"}
              after: {type: core.value, properties: {id: "${one.id} x", own: %s}, dependsOn: [many]}
            outputs: {text: %s, map: {value: {%s: %s}}, id: "${one.id} and more"}
            """.replace(
                        "properties: {id: \"${one.id} x\", own", "properties: {other: \"${one.id} x\", own")
                .formatted(
                        comment.replaceAll("[\\p{Cntrl}\u0080-\u009f\u2028\u2029\ufeff]", ""),
                        quoted(text.get()),
                        quoted(text.get()),
                        quoted(text.get()),
                        quoted(text.get()),
                        quoted(text.get()),
                        quoted(text.get()),
                        quoted(text.get()),
                        quoted(text.get()),
                        quoted(key),
                        quoted(text.get()),
                        quoted(text.get()),
                        quoted(text.get()),
                        quoted(text.get()),
                        quoted(text.get())));
    }

    /** YAML string in which every unusual character is escaped. */
    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.chars()
                .forEach(c -> quoted.append(
                        c < ' ' || c > '~' || c == '"' || c == '\\'
                                ? String.format(Locale.ROOT, "\\u%04x", c)
                                : String.valueOf((char) c)));
        return quoted.append('"').toString();
    }

    private static void harmless(List<String> command, Run run) {
        for (var printed : List.of(run.out(), run.err())) {
            assertThat(COMMAND.matcher(printed).find())
                    .as("%s: %s", command, printed)
                    .isFalse();
            assertThat(printed.codePoints().filter(c -> c != '\n' && c != '\t').anyMatch(Printable::isInvisible))
                    .as("%s: %s", command, printed)
                    .isFalse();
            assertThat(printed.lines())
                    .as("%s: %s", command, printed)
                    .noneMatch(line -> line.startsWith(HostileText.FORGED));
        }
        assertThat(run.err()).doesNotContain("SP0999");
        if (command.contains("json")) {
            assertThat(parsed(run.out())).isNotEmpty();
        }
    }

    private static List<Value> parsed(String document) {
        var values = new ArrayList<Value>();
        values.add(Json.read(document));
        return values;
    }
}
