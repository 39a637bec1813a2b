package dev.setpoint.provider.sandbox.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.provider.sandbox.Sandbox;
import dev.setpoint.provider.sandbox.contract.Cloud;
import dev.setpoint.provider.sandbox.contract.ContractRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

/**
 * Settings of a bucket that the emulator of the contract loses. See behaviour.md#s3-access-logs,
 * behaviour.md#s3-lifecycle.
 */
final class BucketSettingsTest {

    private static final String LOGS = """
              logs: {type: aws.s3.bucket, properties: {name: it-logs}}
              policy:
                type: aws.s3.bucketPolicy
                properties:
                  bucket: ${logs.name}
                  policy:
                    Version: "2012-10-17"
                    Statement: [{Effect: Allow, Principal: {Service: logging.s3.amazonaws.com}, Action: s3:PutObject, Resource: "${logs.arn}/*"}]
            """;
    private static final String TEMPORARY = "{filter: {prefix: tmp/}, expiration: {days: 7}}";
    private static final String OLD = "{transitions: [{days: 90, storageClass: GLACIER}]}";
    private static final String PARTS = "{abortIncompleteMultipartUpload: {daysAfterInitiation: 3}}";

    @TempDir
    private Path folder;

    private ContractRun run;

    @BeforeEach
    void open() {
        run = new ContractRun(Cloud.SANDBOX, folder, Map.of());
    }

    private S3Client s3() {
        return Sandbox.open(folder.resolve("cloud")).client(S3Client.class, "us-east-1");
    }

    private static Source bucket(String more) {
        return new Source(
                "setpoint.yaml", """
            setpoint: v1
            stack: settings
            providers:
              aws: {region: us-east-1}
            resources:
            """ + "  it: {type: aws.s3.bucket, properties: {name: it-is, " + more + "}}\n" + LOGS);
    }

    private static Source logging(String format) {
        return bucket("logging: {targetBucket: \"${logs.name}\", targetPrefix: a/" + format + "}");
    }

    private static Source rules(String... rules) {
        return bucket("lifecycle: {rules: [" + String.join(", ", rules) + "]}");
    }

    private List<LifecycleRule> live() {
        return s3().getBucketLifecycleConfiguration(r -> r.bucket("it-is")).rules();
    }

    private List<String> ids() {
        return live().stream().map(LifecycleRule::id).sorted().toList();
    }

    private void put(List<LifecycleRule> rules) {
        s3().putBucketLifecycleConfiguration(r -> r.bucket("it-is").lifecycleConfiguration(c -> c.rules(rules)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "targetObjectKeyFormat: {simplePrefix: {}}",
                "targetObjectKeyFormat: {partitionedPrefix: {partitionDateSource: EventTime}}",
                "targetObjectKeyFormat: {partitionedPrefix: {partitionDateSource: DeliveryTime}}",
            })
    void aKeyFormatOfAccessLogsIsWrittenAndChanged(String format) {
        var spec = logging(", " + format);
        run.apply(spec);
        assertThat(run.differences(run.plan(spec))).isEmpty();
        var other = logging(", targetObjectKeyFormat: {partitionedPrefix: {partitionDateSource: DeliveryTime}}");
        run.apply(other);
        assertThat(run.differences(run.plan(other))).isEmpty();
        run.apply(spec);
        assertThat(run.differences(run.plan(spec))).isEmpty();
    }

    @Test
    void aKeyFormatLeftOutStays() {
        run.apply(logging(", targetObjectKeyFormat: {partitionedPrefix: {partitionDateSource: EventTime}}"));
        var without = logging("");
        run.apply(without);
        run.apply(bucket("logging: {targetBucket: \"${logs.name}\", targetPrefix: b/}"));
        var live = s3().getBucketLogging(r -> r.bucket("it-is")).loggingEnabled();
        assertThat(live.targetPrefix()).isEqualTo("b/");
        assertThat(live.targetObjectKeyFormat().partitionedPrefix().partitionDateSourceAsString())
                .isEqualTo("EventTime");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        {}                                                            | A key format is `simplePrefix: {}`
        {partitionedPrefix: {}}                                       | partitionDateSource
        {partitionedPrefix: {partitionDateSource: Never}}             | EventTime
        {simplePrefix: {}, partitionedPrefix: {partitionDateSource: EventTime}} | A key format is `simplePrefix: {}`
        """)
    void anUnknownKeyFormatIsRefused(String format, String sentence) {
        assertThat(run.problems(logging(", targetObjectKeyFormat: " + format)))
                .extracting(Diagnostic::message)
                .anyMatch(message -> message.contains(sentence));
    }

    @Test
    void lifecycleRulesWithoutIdsAreKnownByWhatTheyDo() {
        run.apply(rules(TEMPORARY, OLD, "{id: named, " + PARTS.substring(1)));
        var ids = ids();
        assertThat(ids).hasSize(3).contains("named").doesNotHaveDuplicates();
        assertThat(run.differences(run.plan(rules(OLD, "{id: named, " + PARTS.substring(1), TEMPORARY))))
                .isEmpty();
        put(live().reversed());
        assertThat(run.differences(run.plan(rules(TEMPORARY, OLD, "{id: named, " + PARTS.substring(1)))))
                .isEmpty();
    }

    @Test
    void aChangeOfOneRuleKeepsTheIdsOfTheOthers() {
        run.apply(rules(TEMPORARY, OLD));
        var before = ids();
        var changed = rules(TEMPORARY, OLD.replace("90", "120"), PARTS);
        assertThat(run.differences(run.plan(changed)))
                .containsExactly(
                        "it.lifecycle.rules[1]", "it.lifecycle.rules[2]", "it.lifecycle.rules[" + id("90") + "]");
        run.apply(changed);
        assertThat(run.differences(run.plan(changed))).isEmpty();
        assertThat(ids()).hasSize(3);
        assertThat(ids().stream().filter(before::contains)).hasSize(1);
        run.apply(rules(PARTS));
        assertThat(ids()).hasSize(1);
    }

    private String id(String days) {
        return live().stream()
                .filter(rule -> rule.transitions().stream()
                        .anyMatch(t -> String.valueOf(t.days()).equals(days)))
                .map(LifecycleRule::id)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aRuleWithoutAnIdThatSomebodyRemovesOrAddsIsDrift() {
        var spec = rules(TEMPORARY, OLD);
        run.apply(spec);
        var both = live();
        put(both.subList(0, 1));
        assertThat(run.differences(run.plan(spec))).hasSize(1);
        put(List.of(
                both.get(0),
                both.get(1),
                LifecycleRule.builder()
                        .id("foreign")
                        .status("Enabled")
                        .filter(f -> f.prefix("x/"))
                        .expiration(e -> e.days(1))
                        .build()));
        assertThat(run.differences(run.plan(spec))).containsExactly("it.lifecycle.rules[foreign]");
        run.apply(spec);
        assertThat(live()).hasSize(2);
        assertThat(run.differences(run.plan(spec))).isEmpty();
    }

    @Test
    void twoRulesOfTheSameContentAreTwoRules() {
        var spec = rules(TEMPORARY, TEMPORARY);
        run.apply(spec);
        assertThat(live()).hasSize(2);
        assertThat(run.differences(run.plan(spec))).isEmpty();
        run.apply(rules(TEMPORARY));
        assertThat(live()).hasSize(1);
    }

    @Test
    void aRuleCanGetAnIdAndLoseIt() {
        run.apply(rules(TEMPORARY));
        var named = rules("{id: Temporary, " + TEMPORARY.substring(1));
        run.apply(named);
        assertThat(ids()).containsExactly("Temporary");
        assertThat(run.differences(run.plan(named))).isEmpty();
        run.apply(rules(TEMPORARY));
        assertThat(run.differences(run.plan(rules(TEMPORARY)))).isEmpty();
    }
}
