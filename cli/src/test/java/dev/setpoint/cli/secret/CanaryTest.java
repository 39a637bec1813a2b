package dev.setpoint.cli.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A secret in each text of each resource type: no output of any command in any format, and no file that is left, shows
 * one, however it is encoded. Only the sandbox's cloud holds them, as a cloud would.
 */
class CanaryTest {

    private static final Path FUNCTIONS = Path.of("src/test/resources/secrets/functions.yaml");

    private static final List<String> READS = List.of(
            "plan --format json",
            "plan --refresh-only",
            "output --format json",
            "show --format json",
            "show --format markdown",
            "state list",
            "state pull",
            "graph",
            "permissions",
            "verify",
            "plan --destroy --format markdown --out end",
            "show end --format json");

    private static final int ATTEMPTS = 25;

    private static final AtomicInteger PLACES = new AtomicInteger();
    private static final AtomicInteger TEXTS = new AtomicInteger();

    @TempDir
    private Path folder;

    @TempDir
    private Path cloud;

    private final Map<String, String> variables = new HashMap<>();
    private String printed = "";
    private Pattern digests = Pattern.compile("(?!)");

    static Stream<String> types() throws IOException {
        try (var files = Files.list(Path.of("../providers/sandbox/src/test/resources/contract"))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".updates.yaml"))
                    .map(name -> name.replace(".updates.yaml", ""))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void noPropertyOfATypeGetsOut(String type) throws IOException {
        var full = CanaryStack.of(type, true);
        // Not all that the updates have goes together.
        var stack = isAdapted(full, "validate") ? full : CanaryStack.of(type, false);
        adapted(stack, "validate");
        adapted(stack, "plan");
        run("plan --format markdown --out first");
        variables.put("SETPOINT_SANDBOX_DENY", "*:Create*,*:Put*,*:Subscribe");
        run("apply --auto-approve");
        variables.remove("SETPOINT_SANDBOX_DENY");
        adapted(stack, "apply --auto-approve");
        PLACES.addAndGet(stack.secrets().size());
        READS.forEach(this::run);
        Stream.of("state show subject", "state show subject --format json", "destroy --auto-approve")
                .forEach(this::run);
    }

    /**
     * Covers functions, macros, operators, data sources, default tags, whole maps, files, and values derived from
     * them.
     */
    @Test
    void noFunctionRemovesTheSensitiveMark() throws IOException {
        Files.copy(FUNCTIONS, folder.resolve("setpoint.yaml"));
        Files.createDirectories(folder.resolve("files"));
        Files.writeString(folder.resolve("files/CanarySecret"), "text");
        variables.put("SETPOINT_INPUT_SECRET", Canaries.SECRET);
        variables.put("SETPOINT_INPUT_MAP", "{key: CanaryMap/7f3a9q, CanaryKey: v}");
        variables.put("SETPOINT_INPUT_LIST", "[CanaryItem/7f3a9q, b]");
        variables.put("SETPOINT_INPUT_NUMBER", Canaries.NUMBER);
        digests = Canaries.digestsOf(List.of(
                Canaries.SECRET, "CanaryMap/7f3a9q", "CanaryItem/7f3a9q", Canaries.NUMBER, "files/CanarySecret"));

        Stream.of("validate", "plan --format json --out first", "show first", "apply first --auto-approve")
                .forEach(this::succeeds);
        READS.forEach(this::run);
        run("state show values");
        run("state show object --format json");
        var shown = run("output").out();
        assertThat(shown.lines()
                        .filter(line -> line.contains(":") && !line.endsWith(":"))
                        .filter(line -> !line.contains("(sensitive)"))
                        .map(String::strip)
                        .filter(line -> !line.startsWith("id: ")))
                .isEmpty();
        PLACES.addAndGet((int) shown.lines().count());
        succeeds("plan");
        succeeds("state rm topic");
        succeeds("import topic arn:aws:sns:us-east-1:123456789012:song-topic");
        variables.put("SETPOINT_INPUT_SECRET", "CanarySecret/7f3a9q other");
        run("plan");
        variables.put("SETPOINT_SANDBOX_DENY", "sns:TagResource,s3:PutObject");
        run("apply --auto-approve");
        variables.remove("SETPOINT_SANDBOX_DENY");
        succeeds("apply --auto-approve");
        succeeds("destroy --auto-approve");
    }

    private void succeeds(String command) {
        var run = run(command);
        assertThat(run.code()).as(command + "\n" + run.err() + run.out()).isZero();
    }

    private void adapted(CanaryStack stack, String command) throws IOException {
        assertThat(isAdapted(stack, command)).as(printed).isTrue();
    }

    /** Whatever the command says, until the stack is one that it accepts. */
    private boolean isAdapted(CanaryStack stack, String command) throws IOException {
        var run = new Run(1, "", "");
        for (var i = 0; i < ATTEMPTS && run.code() != 0; i++) {
            if (i > 0) {
                stack.adapt(run.err());
            }
            Files.writeString(folder.resolve("setpoint.yaml"), stack.spec());
            variables.clear();
            variables.putAll(stack.variables());
            digests = Canaries.digestsOf(stack.secrets());
            run = run(command);
        }
        printed = run.err() + run.out();
        return run.code() == 0;
    }

    private Run run(String command) {
        var all = new HashMap<>(variables);
        all.put("SETPOINT_SANDBOX", cloud.toString());
        all.put("SETPOINT_SANDBOX_LOG", folder.resolve("calls.log").toString());
        var run = Run.with(all, folder, (command + " --sandbox").split(" "));
        look("what `" + command + "` prints", run.out());
        look("what `" + command + "` reports", run.err());
        files();
        return run;
    }

    private void files() {
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("setpoint.yaml"))
                    .toList()) {
                look(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void look(String what, String text) {
        TEXTS.incrementAndGet();
        Canaries.assertNoneIn(what, text, digests);
    }

    /** Guards against a search that finds nothing because it is broken. */
    @AfterAll
    static void enoughPlacesWereSearched() {
        System.out.println("Canaries: " + PLACES + " places x " + Canaries.count() + " forms in " + TEXTS + " texts");
        assertThat(PLACES.get()).isGreaterThan(100);
        assertThat(Canaries.count()).isGreaterThanOrEqualTo(30);
        assertThat(TEXTS.get()).isGreaterThan(2_000);
    }
}
