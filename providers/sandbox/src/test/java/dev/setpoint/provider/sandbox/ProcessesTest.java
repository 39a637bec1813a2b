package dev.setpoint.provider.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.testing.ChildProcess;
import dev.setpoint.provider.sandbox.call.Settings;
import dev.setpoint.provider.sandbox.call.Traffic;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;

class ProcessesTest {

    @TempDir
    Path folder;

    /** Process that creates buckets one after the other, and prints each name once the creation is acknowledged. */
    static final class Maker {

        private Maker() {}

        public static void main(String[] arguments) {
            var sandbox = Sandbox.open(Path.of(arguments[0]), Settings.from(System.getenv()));
            for (var i = 0; i < Integer.parseInt(arguments[2]); i++) {
                var name = arguments[1] + "-" + i;
                sandbox.client(S3Client.class, "us-east-1").createBucket(r -> r.bucket(name));
                System.out.println(name);
            }
        }
    }

    private Process start(String prefix, int count, Map<String, String> environment) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                Maker.class.getName(),
                folder.toString(),
                prefix,
                Integer.toString(count));
        return ChildProcess.start(builder.redirectError(ProcessBuilder.Redirect.DISCARD), environment);
    }

    private static BufferedReader output(Process process) {
        return process.inputReader(StandardCharsets.UTF_8);
    }

    private List<String> buckets() {
        return Sandbox.open(folder).client(S3Client.class, "us-east-1").listBuckets().buckets().stream()
                .map(Bucket::name)
                .toList();
    }

    @Test
    void acknowledgedWritesSurviveAKill() throws Exception {
        var process = start("killed", 1_000_000, Map.of());
        var acknowledged = new ArrayList<String>();
        var lines = output(process);
        while (acknowledged.size() < 50) {
            acknowledged.add(lines.readLine());
        }
        // Through its handle: the process itself would close the stream that still holds what it said.
        process.toHandle().destroyForcibly();
        lines.lines().filter(line -> line.startsWith("killed-")).forEach(acknowledged::add);
        process.waitFor();
        // The last line may have been cut off on its way to us.
        acknowledged.removeLast();

        assertThat(buckets()).containsAll(acknowledged);
        Sandbox.open(folder).client(S3Client.class, "us-east-1").createBucket(r -> r.bucket("afterwards"));
        assertThat(buckets()).contains("afterwards");
    }

    @Test
    void twoProcessesShareOneCloud() throws Exception {
        var one = start("left", 40, Map.of());
        var other = start("right", 40, Map.of());
        assertThat(output(one).lines()).hasSize(40);
        assertThat(output(other).lines()).hasSize(40);
        assertThat(one.waitFor()).isZero();
        assertThat(other.waitFor()).isZero();
        assertThat(buckets()).hasSize(80);
    }

    @Test
    void aProcessHaltsBeforeOrAfterTheCallItWasToldTo() throws Exception {
        var before = start("before", 10, Map.of("SETPOINT_SANDBOX_HALT_BEFORE", "3"));
        assertThat(before.waitFor()).isEqualTo(Traffic.HALTED);
        assertThat(buckets()).containsExactly("before-0", "before-1");
        var after = start("after", 10, Map.of("SETPOINT_SANDBOX_HALT_AFTER", "1"));
        assertThat(after.waitFor()).isEqualTo(Traffic.HALTED);
        assertThat(buckets()).contains("after-0").doesNotContain("after-1");
    }
}
