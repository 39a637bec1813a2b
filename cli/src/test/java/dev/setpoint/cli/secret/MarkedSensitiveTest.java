package dev.setpoint.cli.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Once an input is marked sensitive, the next write leaves its old text nowhere in the folder. */
class MarkedSensitiveTest {

    @TempDir
    private Path folder;

    private void write(String marked, String resources, String outputs) throws IOException {
        Files.writeString(folder.resolve("setpoint.yaml"), """
            setpoint: v1
            stack: shop
            inputs: {pw: {type: string%s}}
            resources: %s
            outputs: %s
            """.formatted(marked, resources, outputs));
    }

    private Run apply(String secret, String... more) {
        var args = new ArrayList<>(List.of("apply", "--sandbox", "--auto-approve"));
        args.addAll(List.of(more));
        var run = Run.with(Map.of("SETPOINT_INPUT_PW", secret), folder, args.toArray(String[]::new));
        assertThat(run.code()).as(run.toString()).isZero();
        return run;
    }

    /** The names of the files of the state that hold the text. */
    private List<String> holding(String text) throws IOException {
        try (var files = Files.walk(folder.resolve(".setpoint/sandbox/shop"))) {
            var names = new ArrayList<String>();
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file).contains(text)) {
                    names.add(file.getFileName().toString());
                }
            }
            return names;
        }
    }

    private static final String ALL = """
        {a: {type: core.value, properties: {x: "${inputs.pw}", y: "pre-${inputs.pw}-post", list: ["${inputs.pw}"]}},
         b: {type: aws.sns.topic, properties: {name: shop, tags: {T: "${inputs.pw}"}}}}
        """.replace("\n", "");

    @ParameterizedTest
    @ValueSource(strings = {"hunter2", "abc", "a \"quoted\" text\nof two lines", "1234"})
    void theBackupIsCleanedWithTheState(String secret) throws IOException {
        write("", ALL, "{o: \"${inputs.pw}\"}");
        apply(secret);
        assertThat(Files.readString(folder.resolve(".setpoint/sandbox/shop/state.json")))
                .contains("\"o\" : \"");

        write(", sensitive: true", ALL, "{o: \"${inputs.pw}\"}");
        apply(secret);

        var quoted = Json.compact(Value.of(secret));
        var text = Files.readString(folder.resolve(".setpoint/sandbox/shop/state.json.backup"));
        assertThat(text)
                .contains("$redacted")
                .doesNotContain(quoted, "pre-" + quoted.substring(1, quoted.length() - 1));
        assertThat(apply(secret).out()).contains("No changes");
    }

    @Test
    void resourcesThatAreDeletedInTheSameRunAreCovered() throws IOException {
        write("", ALL, "{o: \"${inputs.pw}\"}");
        apply("hunter2");

        write(", sensitive: true", "{c: {type: core.value, properties: {x: 1}}}", "{}");
        apply("hunter2");

        assertThat(holding("hunter2")).isEmpty();
    }

    @Test
    void theBackupCanStillBePutBack() throws IOException {
        write("", ALL, "{}");
        apply("hunter2");
        write(", sensitive: true", ALL, "{}");
        apply("hunter2");

        var state = folder.resolve(".setpoint/sandbox/shop/state.json");
        Files.copy(state.resolveSibling("state.json.backup"), state, StandardCopyOption.REPLACE_EXISTING);
        assertThat(apply("hunter2").out()).contains("No changes");
    }

    @Test
    void theCopyOfAStateThatWasMovedIsCleanedToo() throws IOException {
        write("", ALL, "{}");
        apply("hunter2");
        var home = folder.resolve(".setpoint/sandbox/shop");
        Files.copy(home.resolve("state.json"), home.resolve("state.json.migrated"));

        write(", sensitive: true", ALL, "{}");
        apply("hunter2");

        assertThat(holding("hunter2")).isEmpty();
    }

    /** The digest of a short text is as good as the text. */
    @Test
    void derivedValuesAreCleanedToo() throws IOException {
        var objects = """
            {b: {type: aws.s3.bucket, properties: {name: marked-bucket, forceEmpty: true}},
             o: {type: aws.s3.object, properties: {bucket: "${b.name}", key: k, content: "${inputs.pw}"}},
             e: {type: core.value, properties: {etag: "${o.etag}", key: '${{inputs.pw: "x"}}'}}}
            """.replace("\n", "");
        write("", objects, "{sum: \"${o.checksum}\"}");
        apply("4711");
        assertThat(holding("3mUNYfW9FmqR+MzsMVgpfbGLnVDq7cojjNKdw6IUqRY=")).contains("state.json");
        assertThat(holding("b52340b4de4566b804c9880aa0b4af5f")).contains("state.json");

        write(", sensitive: true", objects, "{sum: \"${o.checksum}\"}");
        apply("4711");

        assertThat(holding("4711")).isEmpty();
        assertThat(holding("3mUNYfW9FmqR+MzsMVgpfbGLnVDq7cojjNKdw6IUqRY=")).isEmpty();
        assertThat(holding("b52340b4de4566b804c9880aa0b4af5f")).isEmpty();
    }

    @Test
    void aPlanThatWasSavedBeforeIsRefusedAndNotQuoted() throws IOException {
        write("", ALL, "{o: \"${inputs.pw}\"}");
        var variables = Map.of("SETPOINT_INPUT_PW", "hunter2");
        assertThat(Run.with(variables, folder, "plan", "--sandbox", "--out", "saved")
                        .code())
                .isZero();

        write(", sensitive: true", ALL, "{o: \"${inputs.pw}\"}");
        var refused = Run.with(variables, folder, "apply", "saved", "--sandbox", "--auto-approve");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("SP0809", "was a value that is secret now");
        assertThat(refused.err() + refused.out()).doesNotContain("hunter2");
    }
}
