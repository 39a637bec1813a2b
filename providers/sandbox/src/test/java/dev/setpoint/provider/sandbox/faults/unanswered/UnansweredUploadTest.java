package dev.setpoint.provider.sandbox.faults.unanswered;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.provider.sandbox.Sandbox;
import dev.setpoint.provider.sandbox.faults.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

/** Uploads whose answer was lost: the run looks for the object, and sends it again only if it did not arrive. */
class UnansweredUploadTest {

    private static final String TYPE = "aws.s3.object";

    private static final int MORE_THAN_A_PART = 17 << 20;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"InternalError", "ConnectionReset"})
    void anObjectThatIsThereIsNotCreatedAgain(String code) throws IOException {
        var world = UnansweredContract.of(TYPE, folder);
        var trial = Trial.of(world.copy(world.world()), world.whole());
        assertThat(calls(trial, "s3:PutObject@1~" + code)).containsOnlyOnce("s3:PutObject");
        assertThat(trial.pending()).isEmpty();
        assertThat(versions(trial)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"InternalError", "ConnectionReset"})
    void anObjectThatIsNotThereIsSentAgain(String code) throws IOException {
        var world = UnansweredContract.of(TYPE, folder);
        var trial = Trial.of(world.copy(world.world()), world.whole());
        assertThat(calls(trial, "s3:PutObject@1=" + code).stream().filter("s3:PutObject"::equals))
                .hasSize(2);
        assertThat(trial.pending()).isEmpty();
        assertThat(versions(trial)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "metadata, InternalError",
        "header, InternalError",
        "storageClass, ConnectionReset",
        "encryption, ConnectionReset"
    })
    void anUpdateThatIsThereIsNotSentAgain(String update, String code) throws IOException {
        var world = UnansweredContract.of(TYPE, folder);
        var made = Trial.of(world.copy(world.world()), world.whole());
        assertThat(Trial.problems(made.apply())).isEmpty();
        var trial = made.of(world.updated(update));
        assertThat(calls(trial, "s3:PutObject@1~" + code)).containsOnlyOnce("s3:PutObject");
        assertThat(trial.pending()).isEmpty();
        assertThat(versions(trial)).isEqualTo(2);
    }

    /** The content is the same before and after, so that a checksum alone cannot tell them apart. */
    @Test
    void anUpdateThatIsNotThereIsSentAgainThoughTheContentIs() throws IOException {
        var world = UnansweredContract.of(TYPE, folder);
        var made = Trial.of(world.copy(world.world()), world.whole());
        assertThat(Trial.problems(made.apply())).isEmpty();
        var trial = made.of(world.updated("metadata"));
        assertThat(calls(trial, "s3:PutObject@1=InternalError").stream().filter("s3:PutObject"::equals))
                .hasSize(2);
        assertThat(trial.pending()).isEmpty();
        assertThat(versions(trial)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"InternalError", "ConnectionReset"})
    void anUploadInPartsThatIsThereIsNotCompletedAgain(String code) throws IOException {
        Files.write(folder.resolve("big"), new byte[MORE_THAN_A_PART]);
        var trial = Trial.of(folder, """
            setpoint: v1
            stack: parts
            providers: {aws: {region: us-east-1}}
            resources:
              bucket: {type: aws.s3.bucket, properties: {name: lost-upload-parts, versioning: Enabled, publicAccessBlock: {}}}
              object: {type: aws.s3.object, properties: {bucket: "${bucket.name}", key: big, file: "%s"}}
            """.formatted(folder.resolve("big")));
        // The upload is begun, has two parts and is completed, all of which IAM calls by one name.
        var calls = calls(trial, "s3:PutObject@4~" + code);
        assertThat(trial.pending()).as(calls.toString()).isEmpty();
        assertThat(calls.stream().filter("s3:PutObject"::equals)).hasSize(4);
        assertThat(versions(trial)).isEqualTo(1);
    }

    /** Returns the calls of an apply with this fault. */
    private static List<String> calls(Trial trial, String failure) throws IOException {
        var log = trial.folder().resolve("calls.log");
        Files.deleteIfExists(log);
        var failing = trial.with(Map.of("FAIL", failure, "LOG", log.toString()));
        assertThat(Trial.problems(failing.apply())).isEmpty();
        return Files.readAllLines(log).stream()
                .map(line -> line.split("\t", -1)[3])
                .toList();
    }

    private static int versions(Trial trial) {
        var s3 = Sandbox.open(trial.cloud()).client(S3Client.class, "us-east-1");
        return s3.listBuckets().buckets().stream()
                .mapToInt(bucket -> s3.listObjectVersions(r -> r.bucket(bucket.name()))
                        .versions()
                        .size())
                .sum();
    }
}
