package dev.setpoint.cli.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import dev.setpoint.provider.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** A stack of one key, whose state may be in one of several places. */
abstract class BackendStack {

    static final String FIRST = "s3://states/shop.json?region=us-east-1";
    static final String SECOND = "s3://states/new/shop.json?region=us-east-1";

    @TempDir
    Path folder;

    @BeforeEach
    void aStackAndABucketForStates() throws IOException {
        s3().createBucket(r -> r.bucket("states"));
        s3().createBucket(r -> r.bucket("other-states"));
        write("setpoint.yaml", "shop", "");
    }

    S3Client s3() {
        return Sandbox.open(folder.resolve("cloud")).client(S3Client.class, "us-east-1");
    }

    void write(String file, String stack, String more) throws IOException {
        Files.writeString(folder.resolve(file), """
            setpoint: v1
            stack: %s
            %s
            resources:
              key: {type: aws.kms.key, properties: {description: of %s}}
            """.formatted(stack, more, stack));
    }

    Run run(String command) {
        return runIn(folder, Stream.of(command.split(" ", -1)));
    }

    Run runIn(Path where, Stream<String> command) {
        return Run.with(
                Map.of("SETPOINT_SANDBOX", folder.resolve("cloud").toString()),
                where,
                Stream.concat(command, Stream.of("--sandbox")).toArray(String[]::new));
    }

    Run done(String command) {
        var run = run(command);
        assertThat(run.code()).as(run.toString()).isZero();
        return run;
    }

    Run refused(String code, String command) {
        var run = run(command);
        assertThat(run.code()).as(run.toString()).isEqualTo(1);
        assertThat(run.err()).contains("error[" + code + "]", "hint: ");
        return run;
    }
}
