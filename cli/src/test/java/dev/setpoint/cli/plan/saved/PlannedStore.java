package dev.setpoint.cli.plan.saved;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Redaction;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** A small stack with a saved plan, which apply carries out or refuses. */
abstract class PlannedStore {

    static final String STORE = """
        setpoint: v1
        stack: store
        inputs:
          suffix: {type: string, default: demo}
          owner: {type: string, default: team}
          password: {type: string, sensitive: true, default: hunter1}
        providers:
          aws: {defaultTags: {Project: store}}
        data:
          caller: {type: aws.sts.callerIdentity}
        resources:
          bucket:
            type: aws.s3.bucket
            properties:
              name: store-${inputs.suffix}
              versioning: Enabled
              tags: {Owner: "${inputs.owner}", Account: "${data.caller.accountId}"}
          logs:
            type: aws.s3.bucket
            properties:
              name: store-${inputs.suffix}-logs
              versioning: Enabled
          login:
            type: core.value
            properties: {password: "${inputs.password}", for: "${bucket.arn}"}
        outputs:
          arn: ${bucket.arn}
        """;

    @TempDir
    Path folder;

    @BeforeEach
    void theStack() throws IOException {
        write("setpoint.yaml", STORE);
    }

    void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    Run run(String command) {
        return run(Map.of(), command);
    }

    Run run(Map<String, String> variables, String command) {
        var all = new HashMap<>(variables);
        all.put("SETPOINT_SANDBOX", folder.resolve("cloud").toString());
        return Run.with(all, folder, (command + " --sandbox").split(" ", -1));
    }

    void refused(Map<String, String> variables, String options, String... words) throws IOException {
        var before = contents();
        var run = run(variables, "apply saved.plan --auto-approve" + options);
        assertThat(run.code()).as(run.err()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("error[").contains(words).contains("hint: ");
        assertThat(contents()).isEqualTo(before);
    }

    void refused(String... words) throws IOException {
        refused(Map.of(), "", words);
    }

    /** The account as it is changed behind Setpoint's back. */
    S3Client s3() {
        return Sandbox.open(folder.resolve("cloud")).client(S3Client.class, "us-east-1");
    }

    void planned(String options) {
        assertThat(run("plan --out saved.plan" + options).code()).isZero();
    }

    void applied() {
        assertThat(run("apply --auto-approve").code()).isZero();
    }

    /** All that a run could change: the state and the cloud. */
    Map<Path, String> contents() throws IOException {
        var contents = new HashMap<Path, String>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = String.valueOf(file.getFileName());
                if (!name.contains("lock")) {
                    contents.put(file, Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1));
                }
            }
        }
        return contents;
    }

    void edit(UnaryOperator<String> change) throws IOException {
        var file = folder.resolve("saved.plan");
        Files.writeString(file, change.apply(Files.readString(file)));
    }

    /** An edit by somebody who knows how the digest is made: anybody can. */
    void forge(UnaryOperator<Value.Map> change) throws IOException {
        edit(text -> {
            var content = change.apply(((Value.Map) Json.read(text)).without("digest"));
            return Json.pretty(content.with("digest", Value.of(Redaction.sha256(Json.canonical(content)))));
        });
    }
}
