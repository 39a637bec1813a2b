package dev.setpoint.provider.sandbox.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.provider.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.kms.KmsClient;

/** Each way to name a key converges, whatever the service answers with. See behaviour.md#kms-alias-names. */
class KeyNamesTest {

    private static final String HEAD = """
        setpoint: v1
        stack: trial
        providers:
          aws: {region: us-east-1}
        resources:
        """;
    private static final String TRAIL =
            "  it: {type: aws.cloudtrail.trail, properties: {name: the-trail, s3Bucket: logs, kmsKey: \"%s\"%s}}\n";
    private static final String OBJECT =
            "  it: {type: aws.s3.object, properties: {bucket: it-is, key: one, content: %2$s,"
                    + " encryption: {algorithm: aws:kms, kmsKey: \"%1$s\"}}}\n";
    private static final String BUCKET = "  it: {type: aws.s3.bucket, properties: {name: it-other, encryption:"
            + " {algorithm: aws:kms, kmsKey: \"%s\"}}}\n";
    private static final String TOPIC = "  it: {type: aws.sns.topic, properties: {name: it, kmsKey: \"%s\"}}\n";
    private static final String POLICY = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":{\"AWS\":\"arn:aws:iam::123456789012:root\",\"Service\":\"cloudtrail.amazonaws.com\"},"
            + "\"Action\":\"kms:*\",\"Resource\":\"*\"}]}";

    @TempDir
    private Path folder;

    private KmsClient kms;
    private String key;

    @BeforeEach
    void open() {
        var sandbox = Sandbox.open(folder.resolve("cloud"));
        kms = sandbox.client(KmsClient.class, "us-east-1");
        var seeds = new Seeds(sandbox);
        seeds.trails(1);
        seeds.bucket("it-is");
        key = key();
        kms.createAlias(r -> r.aliasName("alias/it").targetKeyId(key));
    }

    private String key() {
        return kms.createKey(r -> r.policy(POLICY)).keyMetadata().keyId();
    }

    private static String spec(String type, String name, String more) {
        var text = switch (type) {
            case "trail" -> TRAIL;
            case "object" -> OBJECT;
            case "bucket" -> BUCKET;
            default -> TOPIC;
        };
        return HEAD + text.formatted(name, more);
    }

    private String written(String form) {
        var arn = "arn:aws:kms:us-east-1:123456789012:";
        return switch (form) {
            case "id" -> key;
            case "arn" -> arn + "key/" + key;
            case "alias" -> "alias/it";
            default -> arn + "alias/it";
        };
    }

    @ParameterizedTest
    @CsvSource({
        "trail, id", "trail, arn", "trail, alias", "trail, alias-arn",
        "object, id", "object, arn", "object, alias", "object, alias-arn",
        "bucket, id", "bucket, arn", "bucket, alias", "bucket, alias-arn",
        "topic, id", "topic, arn", "topic, alias", "topic, alias-arn",
    })
    void nothingIsLeftToDoAfterApply(String type, String form) {
        var more = type.equals("object") ? "a" : "";
        var trial = Trial.of(folder, spec(type, written(form), more));
        assertThat(Trial.problems(trial.apply())).isEmpty();
        assertThat(trial.pending()).isEmpty();
        assertThat(trial.plan(PlanOptions.APPLY).diagnostics()).isEmpty();
    }

    /** The spec changes the name alone, or something else beside a name that the service has resolved. */
    @ParameterizedTest
    @CsvSource({"trail, ', logFileValidation: true'", "object, b"})
    void anAliasStaysWhenSomethingElseChanges(String type, String change) {
        var before = Trial.of(folder, spec(type, written("arn"), type.equals("object") ? "a" : ""));
        assertThat(Trial.problems(before.apply())).isEmpty();
        var renamed = Trial.of(folder, spec(type, "alias/it", type.equals("object") ? "a" : ""));
        assertThat(renamed.pending()).isEmpty();
        var changed = Trial.of(folder, spec(type, "alias/it", change));
        assertThat(changed.pending()).hasSize(1);
        assertThat(Trial.problems(changed.apply())).isEmpty();
        assertThat(changed.pending()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"trail, alias/it", "trail, arn:aws:kms:us-east-1:123456789012:alias/it", "object, alias/it"})
    void anAliasThatWasMovedIsADifference(String type, String name) {
        var trial = Trial.of(folder, spec(type, name, type.equals("object") ? "a" : ""));
        assertThat(Trial.problems(trial.apply())).isEmpty();
        var other = key();
        kms.updateAlias(r -> r.aliasName("alias/it").targetKeyId(other));
        assertThat(trial.pending()).hasSize(1);
        assertThat(Trial.problems(trial.apply())).isEmpty();
        assertThat(trial.pending()).isEmpty();
    }

    /** Without the permission to ask KMS, names are compared as they are written. */
    @Test
    void aMissingPermissionIsNoError() {
        var trial = Trial.of(folder, spec("trail", "alias/it", ""));
        assertThat(Trial.problems(trial.apply())).isEmpty();
        var denied = trial.with(Map.of("DENY", "kms:DescribeKey"));
        assertThat(denied.plan(PlanOptions.APPLY).diagnostics()).noneMatch(problem -> problem.isError());
        assertThat(denied.pending()).hasSize(1);
        assertThat(trial.pending()).isEmpty();
    }

    @Test
    void oneLookServesAllResourcesOfARun() throws IOException {
        var text = new StringBuilder(HEAD);
        for (var name : new String[] {"a", "b", "c"}) {
            text.append(OBJECT.formatted("alias/it", "x")
                    .replace("it: {", name + ": {")
                    .replace("one", name));
        }
        var trial = Trial.of(folder, text.toString()).parallelism(1);
        assertThat(Trial.problems(trial.apply())).isEmpty();
        var log = folder.resolve("calls");
        assertThat(trial.with(Map.of("LOG", log.toString())).pending()).isEmpty();
        assertThat(Files.readString(log).lines().filter(call -> call.contains("kms:DescribeKey")))
                .hasSize(1);
    }
}
