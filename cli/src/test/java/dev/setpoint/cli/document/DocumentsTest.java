package dev.setpoint.cli.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import dev.setpoint.cli.testing.SandboxRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Every block of every document is checked: as a run, a spec, a part of a source file, or a command. */
final class DocumentsTest {

    /** Languages of blocks, each of which a test reads; {@code text} is for drawings. */
    private static final Set<String> CHECKED = Set.of(Block.ALONE, "console", "sh", "yaml", "json", "java", "text");

    private static final Pattern PROMPT = Pattern.compile("(?m)^\\$ ");

    @TempDir
    private Path folder;

    static List<Path> documents() {
        return Documents.all();
    }

    @Test
    void everyBlockIsOfALanguageThatATestReads() {
        assertThat(blocks()).extracting(Block::language).isSubsetOf(CHECKED);
        assertThat(Documents.all()).hasSizeGreaterThan(10);
    }

    /** Output of each command, in parts: a line with … alone leaves something out. */
    @ParameterizedTest
    @MethodSource("documents")
    void aRunPrintsWhatTheDocumentShows(Path document) throws IOException {
        examples();
        for (var block : Block.of(document)) {
            block.notes().stream()
                    .filter(note -> note.kind().equals("run"))
                    .forEach(note -> run(Shell.words(note.value()), 0));
            if (block.language().equals("console")) {
                show(block);
            } else if (block.language().equals("yaml") && block.note("file").isPresent()) {
                write(block.note("file").get(), block.text());
            }
        }
    }

    private void show(Block block) {
        var code = block.note("exit").map(Integer::parseInt).orElse(0);
        for (var shown : PROMPT.split(block.text(), -1)) {
            if (!shown.isEmpty()) {
                var words = Shell.words(shown.lines().findFirst().orElseThrow());
                assertThat(words.getFirst()).matches(Shell::isSetpoint);
                var run = run(words.subList(1, words.size()), code);
                var output = shown.substring(shown.indexOf('\n') + 1);
                assertThat(SandboxRun.steady(run.out() + run.err())).containsSubsequence(parts(output));
            }
        }
    }

    private Run run(List<String> words, int code) {
        var run = Run.of(folder, words.toArray(String[]::new));
        assertThat(run.code()).as(words + "\n" + run.out() + run.err()).isEqualTo(code);
        return run;
    }

    private static final Pattern MODULE = Pattern.compile("^module: (\\S+)$", Pattern.MULTILINE);

    /**
     * Specs of documents: each is valid as it stands, or below the two lines that begin a stack. A module is checked by
     * the stacks after it that call it.
     */
    @Test
    void theSpecsOfDocumentsAreValid() throws IOException {
        write("site/index.html", "");
        var specs = blocks().filter(block -> block.language().equals("yaml"))
                .filter(block -> block.notes().isEmpty())
                .toList();

        assertThat(specs).isNotEmpty();
        for (var spec : specs) {
            var module = MODULE.matcher(spec.text());
            if (module.find()) {
                write("modules/" + module.group(1) + "/setpoint.yaml", spec.text());
                continue;
            }
            var head = spec.text().contains("setpoint: v1\n") ? "" : "setpoint: v1\nstack: document\n";
            write("setpoint.yaml", head + spec.text());
            var run = Run.of(folder, "validate");
            assertThat(run.code()).as(spec + run.err()).isZero();
        }
    }

    @Test
    void theJsonOfDocumentsIsWellFormed() {
        var json = JsonMapper.builder().build();

        assertThat(blocks().filter(block -> block.language().equals("json")))
                .isNotEmpty()
                .allSatisfy(block -> assertThat(json.readTree(block.text())).isNotNull());
    }

    @Test
    void theTestCommandIsTheOneThatContinuousIntegrationRuns() {
        var command = "mvn -B -ntp verify";

        assertThat(Documents.text(Documents.ROOT.resolve("README.md"))).contains(command);
        assertThat(Documents.text(Documents.ROOT.resolve(".ci/run"))).contains("\n" + command + "\n");
    }

    @Test
    void theReadmeIsShort() {
        assertThat(Documents.text(Documents.ROOT.resolve("README.md")).lines()).hasSizeLessThanOrEqualTo(160);
    }

    @Test
    void theExamplesPageListsEveryExample() throws IOException {
        var page = Documents.text(Documents.ROOT.resolve("examples/README.md"));
        try (var folders = Files.list(Documents.ROOT.resolve("examples"))) {
            assertThat(folders.filter(Files::isDirectory)
                            .map(example -> "](" + example.getFileName())
                            .toList())
                    .isNotEmpty()
                    .allSatisfy(link -> assertThat(page).contains(link));
        }
    }

    /** The table of schema keywords is the one of the schema of schemas. */
    @Test
    void thePageOnKeywordsNamesAllAndNoOthers() {
        var keyword = Pattern.compile("x-[A-Za-z]+");
        var page = Documents.text(Documents.ROOT.resolve("schemas/docs/keywords.md"));
        var schema = Documents.text(Documents.ROOT.resolve("schemas/meta.schema.json"));

        assertThat(named(keyword, page)).isEqualTo(named(keyword, schema));
    }

    private static Set<String> named(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group()).collect(Collectors.toSet());
    }

    private static List<String> parts(String shown) {
        return Stream.of(shown.split("(?m)^ *…\\n", -1))
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static Stream<Block> blocks() {
        return Documents.all().stream().flatMap(document -> Block.of(document).stream());
    }

    private void examples() throws IOException {
        // The documents speak of a clone.
        Files.createDirectories(folder.resolve(".git"));
        try (var examples = Files.walk(Documents.ROOT.resolve("examples"))) {
            for (var file : examples.filter(Files::isRegularFile).toList()) {
                if (!file.toString().contains(".setpoint")) {
                    write(Documents.name(file), Files.readString(file));
                }
            }
        }
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
