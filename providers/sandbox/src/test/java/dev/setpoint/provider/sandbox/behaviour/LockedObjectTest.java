package dev.setpoint.provider.sandbox.behaviour;

import static dev.setpoint.provider.sandbox.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.provider.sandbox.Sandbox;
import dev.setpoint.provider.sandbox.faults.Trial;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Objects under object lock: a plan refuses what S3 would refuse during apply. See behaviour.md#s3-version-lock.
 */
final class LockedObjectTest {

    private static final String BUCKET = "bucket: {type: aws.s3.bucket, properties: {name: locking, versioning: Enabled"
            + ", objectLock: {}, forceEmpty: true}}";
    private static final String LATE = "\"2098-01-01T00:00:00Z\"";
    private static final String EARLY = "\"2097-01-01T00:00:00Z\"";

    @TempDir
    private Path folder;

    private static String object(String more) {
        return "it: {type: aws.s3.object, properties: {bucket: \"${bucket.name}\", key: a, content: hello" + more
                + "}}";
    }

    private static String retained(String mode, String until) {
        return ", retention: {mode: " + mode + ", retainUntilDate: " + until + "}";
    }

    private Trial trial(String... resources) {
        return Trial.of(folder, """
                setpoint: v1
                stack: trial
                providers:
                  aws: {region: us-east-1}
                resources:
                """ + String.join("\n", resources).indent(2));
    }

    private void applied(String... resources) {
        assertThat(Trial.problems(trial(resources).apply())).isEmpty();
    }

    private S3Client s3() {
        return Sandbox.open(folder.resolve("cloud")).client(S3Client.class, "us-east-1");
    }

    private static List<String> obstacles(Trial trial, PlanOptions options) {
        return trial.plan(options).diagnostics().stream()
                .map(LockedObjectTest::text)
                .toList();
    }

    private static String text(Diagnostic problem) {
        return problem.code() + " " + problem.message()
                + problem.hint().map(hint -> " (" + hint + ")").orElse("");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        , retention: {mode: GOVERNANCE, retainUntilDate: "2097-01-01T00:00:00Z"}       | is locked in governance mode until 2097-01-01T00:00:00Z. (Set `bypassGovernance: true`
        , retention: {mode: COMPLIANCE, retainUntilDate: "2097-01-01T00:00:00Z"}       | is locked in compliance mode: nobody can delete it before 2097-01-01T00:00:00Z. (Keep the object
        , legalHold: true                                                              | is under a legal hold. (Lift the hold first: with `legalHold: false`
        , legalHold: true, bypassGovernance: true                                      | is under a legal hold.
        , bypassGovernance: true, retention: {mode: COMPLIANCE, retainUntilDate: "2097-01-01T00:00:00Z"} | is locked in compliance mode
        """)
    void aPlanRefusesTheDeletionOfALockedObject(String lock, String sentence) {
        applied(BUCKET, object(lock));
        assertThat(obstacles(trial(BUCKET), PlanOptions.APPLY))
                .anyMatch(text -> text.startsWith("SP0550 `it`") && text.contains(sentence));
        assertThat(obstacles(trial(BUCKET, object(lock)), PlanOptions.DESTROY))
                .anyMatch(text -> text.contains(sentence));
        assertThat(s3().getObjectAsBytes(r -> r.bucket("locking").key("a")).asUtf8String())
                .isEqualTo("hello");
    }

    @Test
    void olderVersionsKeepTheirLock() {
        applied(BUCKET, object(", legalHold: true"));
        applied(BUCKET, object(", cacheControl: no-store, legalHold: true"));
        applied(BUCKET, object(", cacheControl: no-store, legalHold: false"));
        assertThat(s3().headObject(r -> r.bucket("locking").key("a")).objectLockLegalHoldStatusAsString())
                .isEqualTo("OFF");
        assertThat(obstacles(trial(BUCKET), PlanOptions.APPLY))
                .anyMatch(text -> text.contains("is under a legal hold")
                        && text.contains("aws s3api put-object-legal-hold --bucket locking --key a --version-id "));
    }

    @Test
    void aHoldIsLiftedWithAnUploadInTheSameApply() {
        applied(BUCKET, object(", legalHold: true"));
        applied(BUCKET, object(", cacheControl: no-store, legalHold: false"));
        applied(BUCKET);
        assertThat(s3().listObjectVersions(r -> r.bucket("locking")).versions()).isEmpty();
    }

    @Test
    void governanceIsBypassedWhenTheSpecSaysSo() {
        var bypassing = object(retained("GOVERNANCE", LATE) + ", bypassGovernance: true");
        applied(BUCKET, bypassing);
        applied(BUCKET, object(retained("GOVERNANCE", EARLY) + ", bypassGovernance: true"));
        assertThat(s3().headObject(r -> r.bucket("locking").key("a")).objectLockRetainUntilDate())
                .isEqualTo("2097-01-01T00:00:00Z");
        assertThat(Trial.problems(trial(BUCKET, bypassing).destroy())).isEmpty();
        assertRefused("NoSuchBucket", () -> s3().listObjectsV2(r -> r.bucket("locking")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        GOVERNANCE | GOVERNANCE | 2096-01-01T00:00:00Z | is retained in governance mode until 2097-01-01T00:00:00Z
        COMPLIANCE | COMPLIANCE | 2096-12-31T23:59:59Z | is retained in compliance mode until 2097-01-01T00:00:00Z
        COMPLIANCE | GOVERNANCE | 2098-01-01T00:00:00Z | is retained in compliance mode until 2097-01-01T00:00:00Z
        GOVERNANCE | GOVERNANCE | 2001-01-01T00:00:00Z | the retention is to end at 2001-01-01T00:00:00Z, which is past
        """)
    void aPlanRefusesAWeakerRetention(String mode, String other, String until, String sentence) {
        applied(BUCKET, object(retained(mode, EARLY)));
        assertThat(obstacles(trial(BUCKET, object(retained(other, '"' + until + '"'))), PlanOptions.APPLY))
                .anyMatch(text -> text.startsWith("SP0550 `it`") && text.contains(sentence));
    }

    @Test
    void aRetentionIsExtendedAndMadeFinal() {
        applied(BUCKET, object(retained("GOVERNANCE", EARLY)));
        applied(BUCKET, object(retained("GOVERNANCE", LATE)));
        applied(BUCKET, object(retained("COMPLIANCE", LATE)));
        assertThat(s3().listObjectVersions(r -> r.bucket("locking")).versions()).hasSize(1);
        assertThat(s3().headObject(r -> r.bucket("locking").key("a")).objectLockModeAsString())
                .isEqualTo("COMPLIANCE");
    }

    @Test
    void aLockLeftOutOfTheSpecStays() {
        applied(BUCKET, object(retained("GOVERNANCE", EARLY) + ", legalHold: true"));
        applied(BUCKET, object(""));
        var head = s3().headObject(r -> r.bucket("locking").key("a"));
        assertThat(head.objectLockModeAsString()).isEqualTo("GOVERNANCE");
        assertThat(head.objectLockLegalHoldStatusAsString()).isEqualTo("ON");
        assertThat(trial(BUCKET, object("")).pending()).isEmpty();
    }

    @Test
    void aVersionIsNotUploadedWithAPastRetention() {
        var past = object(retained("GOVERNANCE", "\"2001-01-01T00:00:00Z\""));
        assertThat(obstacles(trial(BUCKET, past), PlanOptions.APPLY))
                .anyMatch(text -> text.contains("which is past. (Write a later date, or remove `retention`.)"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        , legalHold: true                                                        | has no object lock
        , retention: {mode: GOVERNANCE, retainUntilDate: "2097-01-01T00:00:00Z"} | has no object lock
        """)
    void aLockInABucketWithoutLocksIsRefused(String lock, String sentence) {
        var plain = "bucket: {type: aws.s3.bucket, properties: {name: plain}}";
        assertThat(obstacles(trial(plain, object(lock)), PlanOptions.APPLY))
                .anyMatch(text -> text.contains("the bucket plain " + sentence));
        applied(plain);
        assertThat(obstacles(trial(plain, object(lock)), PlanOptions.APPLY))
                .anyMatch(text -> text.contains("the bucket plain " + sentence));
        var locking = plain.replace("name: plain", "name: plain, versioning: Enabled, objectLock: {}");
        assertThat(obstacles(trial(locking, object(lock)), PlanOptions.APPLY)).isEmpty();
    }

    /** A bucket that holds a version in compliance mode is not destroyed, and a deletion despite the plan fails. */
    @Test
    void aBucketWithAVersionInComplianceModeStays() {
        applied(BUCKET);
        s3().putObject(
                        r -> r.bucket("locking")
                                .key("foreign")
                                .objectLockMode("COMPLIANCE")
                                .objectLockRetainUntilDate(Instant.parse("2097-01-01T00:00:00Z")),
                        RequestBody.fromString("x"));
        assertThat(obstacles(trial(BUCKET), PlanOptions.DESTROY))
                .anyMatch(text -> text.contains("nobody can delete it before 2097-01-01T00:00:00Z"));
        assertThat(s3().listObjectVersions(r -> r.bucket("locking")).versions()).hasSize(1);
    }

    /** With `forceEmpty`, governance mode is bypassed and legal holds are lifted. */
    @Test
    void forceEmptyDeletesWhatTheOwnerMayDelete() {
        applied(BUCKET);
        s3().putObject(
                        r -> r.bucket("locking")
                                .key("foreign")
                                .objectLockMode("GOVERNANCE")
                                .objectLockLegalHoldStatus("ON")
                                .objectLockRetainUntilDate(Instant.parse("2097-01-01T00:00:00Z")),
                        RequestBody.fromString("x"));
        assertThat(Trial.problems(trial(BUCKET).destroy())).isEmpty();
        assertRefused("NoSuchBucket", () -> s3().listObjectsV2(r -> r.bucket("locking")));
    }
}
