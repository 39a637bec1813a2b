package dev.setpoint.provider.sandbox.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.provider.sandbox.contract.Cloud;
import dev.setpoint.provider.sandbox.contract.ContractRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Multipart uploads: the content is recognized by the digest of its parts' digests. */
final class MultipartUploadTest {

    private static final int SIXTEEN_MIB = 16 << 20;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void anUploadInPartsPlansAsUnchanged(Cloud cloud) throws IOException {
        Files.write(folder.resolve("large"), new byte[SIXTEEN_MIB + 1]);
        var run = new ContractRun(cloud, folder, Map.of());
        var source = new Source("setpoint.yaml", """
            setpoint: v1
            stack: large
            providers:
              aws: {region: us-east-1}
            resources:
              store: {type: aws.s3.bucket, properties: {name: "large-%s", forceEmpty: true}}
              it: {type: aws.s3.object, properties: {bucket: "${store.name}", key: large, file: large}}
            """.formatted(UUID.randomUUID()));
        run.apply(source);
        assertThat(run.differences(run.plan(source))).isEmpty();

        Files.write(folder.resolve("large"), new byte[SIXTEEN_MIB + 2]);
        assertThat(run.differences(run.plan(source))).containsExactly("it.checksum");
        run.destroy(source);
    }
}
