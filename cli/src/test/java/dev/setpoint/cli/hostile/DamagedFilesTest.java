package dev.setpoint.cli.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever file a command reads, damage of any kind gives the very same result or diagnostics with an exit code of 1, and
 * no file is changed.
 */
class DamagedFilesTest {

    private static final long SEED = Long.getLong("damage.seed", 1);
    private static final int ROUNDS = Integer.getInteger("damage.rounds", 40);

    private static final String SPEC = """
        setpoint: v1
        stack: shop
        inputs: {colour: {type: string, default: red}}
        resources:
          one: {type: core.value, properties: {colour: "${inputs.colour}", list: [1, {a: b}]}}
        outputs: {id: "${one.id}", colour: "${one.colour}"}
        """;

    @TempDir
    private Path folder;

    @Test
    void aStateIsShownAsItIsOrRefused() throws IOException {
        applied();
        damaged(".setpoint/shop/state.json", "show", "--format", "json");
    }

    @Test
    void aSavedPlanIsShownAsItIsOrRefused() throws IOException {
        applied();
        assertThat(Run.of(folder, "plan", "--input", "colour=blue", "--out", "plan.json")
                        .code())
                .isZero();
        damaged("plan.json", "show", "plan.json");
    }

    @Test
    void aCloudOfTheSandboxIsReadAsItIsOrRefused() throws IOException {
        Files.writeString(
                folder.resolve("setpoint.yaml"),
                SPEC.replace(
                                "core.value, properties:",
                                "aws.sns.topic, properties: {name: a}}\n  two: {type: core.value, properties:")
                        .replace("${one.id}", "${one.arn}")
                        .replace("${one.colour}", "${two.colour}"));
        assertThat(Run.of(folder, "apply", "--sandbox", "--auto-approve")).matches(run -> run.code() == 0);
        damaged(".setpoint/sandbox/cloud/cloud.jsonl", "plan", "--sandbox");
    }

    @Test
    void aDamagedCloudIsReportedOnceForAllResources() throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), """
            setpoint: v1
            stack: shop
            resources:
              one: {type: aws.sns.topic, properties: {name: one}}
              two: {type: aws.sns.topic, properties: {name: two}}
            """);
        assertThat(Run.of(folder, "apply", "--sandbox", "--auto-approve").code())
                .isZero();
        Files.writeString(folder.resolve(".setpoint/sandbox/cloud/cloud.jsonl"), "[[");

        var run = Run.of(folder, "plan", "--sandbox");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .containsOnlyOnce("is damaged")
                .startsWith("error[SP0512] Provider `aws` cannot be reached: ")
                .contains("hint: Put back a copy of it, or move it away to start with an empty cloud.");
    }

    @Test
    void aStateThatIsPushedIsTakenAsItIsOrRefused() throws IOException {
        applied();
        Files.writeString(
                folder.resolve("pulled.json"), Run.of(folder, "state", "pull").out());
        damaged("pulled.json", "state", "push", "pulled.json");
    }

    @Test
    void inputsAreReadAsTheyAreOrRefused() throws IOException {
        applied();
        Files.writeString(folder.resolve("inputs.yaml"), "colour: green\n");
        for (var bytes : List.of(
                "[".repeat(100_000), "{a: ".repeat(100_000), "\0", "\ud800", "a: &x [*x]", "- ".repeat(50_000))) {
            Files.writeString(folder.resolve("inputs.yaml"), bytes.replace("\ud800", "?"));
            refused(Run.of(folder, "plan", "--inputs", "inputs.yaml"), bytes.substring(0, 1));
            Files.writeString(folder.resolve("setpoint.yaml"), bytes.replace("\ud800", "?"));
            refused(Run.of(folder, "validate"), bytes.substring(0, 1));
            Files.writeString(folder.resolve("setpoint.yaml"), SPEC);
        }
    }

    private void applied() throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), SPEC);
        var run = Run.of(folder, "apply", "--auto-approve");
        assertThat(run.code()).as(run.err()).isZero();
    }

    private void damaged(String name, String... command) throws IOException {
        var file = folder.resolve(name);
        var whole = Files.readAllBytes(file);
        var before = files();
        var good = Run.of(folder, command);
        assertThat(good.code()).as(good.err()).isZero();
        restore(before);
        for (var bytes : damages(whole)) {
            Files.write(file, bytes);
            var with = files();
            var run = Run.of(folder, command);
            var what = name + ": " + excerpt(bytes);
            if (run.code() == 0) {
                assertThat(run).as(what).isEqualTo(good);
            } else {
                refused(run, what);
                assertThat(files()).as(what).isEqualTo(with);
            }
            restore(before);
        }
    }

    private static void refused(Run run, String what) {
        assertThat(run.code()).as("%s%n%s", what, run).isEqualTo(1);
        assertThat(run.out() + run.err())
                .as(what)
                .containsPattern("error\\[SP0[1-9]|\"severity\" : \"error\"")
                .doesNotContain("SP0999")
                .doesNotContain("Exception");
    }

    private static List<byte[]> damages(byte[] whole) {
        var random = new Random(SEED);
        var damages = new ArrayList<byte[]>();
        for (var level : List.of("[", "{\"a\":", "{\"format\":[", "{\"setpointPlan\":[")) {
            damages.add(level.repeat(100_000).getBytes(StandardCharsets.UTF_8));
        }
        // Of one byte: an empty file of the sandbox is a cloud in which nothing was done yet.
        damages.add(new byte[] {'{'});
        damages.add(new byte[whole.length]);
        for (var round = 0; round < ROUNDS; round++) {
            var place = random.nextInt(whole.length - 1);
            var flipped = whole.clone();
            flipped[place] ^= (byte) (1 << random.nextInt(8));
            damages.add(flipped);
            var zeroed = whole.clone();
            Arrays.fill(zeroed, place, Math.min(whole.length, place + 1 + random.nextInt(64)), (byte) 0);
            damages.add(zeroed);
            var twice = Arrays.copyOf(whole, whole.length + place);
            System.arraycopy(whole, 0, twice, whole.length, place);
            damages.add(twice);
            var text = new String(whole, StandardCharsets.UTF_8);
            var nested = text.substring(0, place) + "[".repeat(100_000) + text.substring(place);
            damages.add(nested.getBytes(StandardCharsets.UTF_8));
        }
        return damages;
    }

    private static String excerpt(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        return text.substring(0, Math.min(2_000, text.length()));
    }

    private Map<Path, String> files() throws IOException {
        try (var all = Files.walk(folder)) {
            var files = new TreeMap<Path, String>();
            for (var file : all.filter(Files::isRegularFile).toList()) {
                files.put(file, Files.readString(file, StandardCharsets.ISO_8859_1));
            }
            return files;
        }
    }

    private static void restore(Map<Path, String> files) throws IOException {
        for (var file : files.entrySet()) {
            Files.writeString(file.getKey(), file.getValue(), StandardCharsets.ISO_8859_1);
        }
    }
}
