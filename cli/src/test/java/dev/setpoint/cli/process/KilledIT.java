package dev.setpoint.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Program;
import dev.setpoint.cli.testing.SandboxRun;
import dev.setpoint.provider.aws.testing.HttpCloud;
import dev.setpoint.provider.sandbox.testing.Inventory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Processes of the distribution that are killed (SIGKILL) at random times while they create the example, or destroy
 * it. One more run of the same command finishes the work: nothing is lost, nothing is made twice. The build kills a
 * few, {@code -Dkill.runs=200} so many of each.
 */
@Isolated("The moments of the kills are parts of the time that an undisturbed run takes.")
class KilledIT {

    private static final Path EXAMPLE = Path.of("bench/s3-encryption/setpoint.yaml");
    private static final int RUNS = Integer.getInteger("kill.runs", 3);
    private static final List<String> REGIONS = List.of("us-east-1", "us-west-2");
    private static final Pattern PENDING_CHANGE = Pattern.compile("(?m)^[-+~/]+ (\\S+) \\(");

    @TempDir
    private Path folder;

    private final Random random = new Random(Long.getLong("setpoint.seed", 1));

    /** A stack's folder and the cloud it is for. */
    private record Stack(Path folder, Map<String, String> variables, List<String> options) {

        private Program start(String command) throws IOException {
            return Program.start(
                    variables,
                    folder,
                    Stream.concat(Stream.of(command.split(" ")), options.stream())
                            .toArray(String[]::new));
        }

        private String run(String command) throws IOException, InterruptedException {
            try (var program = start(command)) {
                var run = program.await();
                assertThat(run.code())
                        .as(command + "\n" + run.out() + run.err())
                        .isZero();
                return run.out();
            }
        }

        private Duration timed(String command) throws IOException, InterruptedException {
            var start = System.nanoTime();
            run(command);
            return Duration.ofNanos(System.nanoTime() - start);
        }

        /** Returns true when the process was still running. */
        private boolean killed(String command, Duration after) throws IOException, InterruptedException {
            try (var program = start(command)) {
                return !program.endsWithin(after);
            }
        }

        private Path cloud() {
            return folder.resolve(".setpoint/sandbox/cloud");
        }
    }

    private Stack sandboxed(String name) throws IOException {
        var slow = Map.of("SETPOINT_SANDBOX_LATENCY", "20ms", "SETPOINT_SANDBOX_LATENCY_REAL", "true");
        return stack(name, slow, List.of("--sandbox"));
    }

    private Stack stack(String name, Map<String, String> variables, List<String> options) throws IOException {
        var place = Files.createDirectories(folder.resolve(name));
        SandboxRun.copy(EXAMPLE, place);
        return new Stack(place, variables, options);
    }

    @Test
    void anInterruptedCreationIsFinished() throws Exception {
        var whole = sandboxed("undisturbed");
        var time = whole.timed("apply --auto-approve");
        var expected = Inventory.of(whole.cloud());
        var killed = 0;
        for (var run = 0; run < RUNS; run++) {
            var stack = sandboxed("create-" + run);
            killed += stack.killed("apply --auto-approve", within(time)) ? 1 : 0;

            stack.run("apply --auto-approve");
            assertThat(Inventory.of(stack.cloud()).differences(expected)).isEmpty();
            assertThat(stack.run("plan --detailed-exitcode")).contains("No changes");
        }
        report("sandbox, creating", killed);
    }

    @Test
    void anInterruptedDestroyIsFinished() throws Exception {
        var whole = sandboxed("undisturbed");
        whole.run("apply --auto-approve");
        var time = whole.timed("destroy --auto-approve");
        var expected = Inventory.of(whole.cloud());
        var killed = 0;
        for (var run = 0; run < RUNS; run++) {
            var stack = sandboxed("destroy-" + run);
            stack.run("apply --auto-approve");
            killed += stack.killed("destroy --auto-approve", within(time)) ? 1 : 0;

            stack.run("destroy --auto-approve");
            assertThat(Inventory.of(stack.cloud()).differences(expected)).isEmpty();
            assertThat(stack.run("state list")).doesNotContain("aws.");
        }
        report("sandbox, destroying", killed);
    }

    /** The emulator loses some properties, so a plan may go on showing these, and no more. */
    @Test
    void overHttpNothingIsLostOrCreatedTwice() throws Exception {
        var whole = emulated("undisturbed");
        var time = whole.timed("apply --auto-approve");
        var lost = pending(whole);
        var keys = keys();
        var buckets = buckets();
        whole.run("destroy --auto-approve");
        var left = keys();
        var killed = 0;
        for (var run = 0; run < RUNS; run++) {
            var stack = emulated("http-" + run);
            killed += stack.killed("apply --auto-approve", within(time)) ? 1 : 0;

            stack.run("apply --auto-approve");
            // What was made half and is finished by an update has lost less.
            assertThat(lost).containsAll(pending(stack));
            assertThat(keys() - left).as("living keys").isEqualTo(keys);
            assertThat(buckets()).isEqualTo(buckets);
            stack.run("destroy --auto-approve");
            assertThat(keys()).as("living keys").isEqualTo(left);
            assertThat(buckets()).isZero();
        }
        report(HttpCloud.isMoto() ? "moto, creating" : "HTTP, creating", killed);
    }

    private Duration within(Duration whole) {
        return Duration.ofMillis(random.nextLong(whole.toMillis() / 5, whole.toMillis()));
    }

    private static void report(String what, int killed) {
        System.out.printf("%s: %s of %s runs killed%n", what, killed, RUNS);
    }

    private Stack emulated(String name) throws IOException {
        // The emulator delivers access logs, so that the log bucket is not empty.
        return stack(name, HttpCloud.environment(REGIONS.getFirst()), List.of("--input", "forceEmpty=true"));
    }

    private static List<String> pending(Stack stack) throws IOException, InterruptedException {
        return PENDING_CHANGE
                .matcher(stack.run("plan"))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** Number of keys that are not scheduled for deletion. */
    private static long keys() {
        return REGIONS.stream().mapToLong(KilledIT::keys).sum();
    }

    private static long keys(String region) {
        try (var kms = KmsClient.builder()
                .region(Region.of(region))
                .endpointOverride(URI.create(HttpCloud.endpoint()))
                .credentialsProvider(credentials())
                .build()) {
            return kms.listKeysPaginator().keys().stream()
                    .map(KeyListEntry::keyId)
                    .map(id -> kms.describeKey(r -> r.keyId(id)).keyMetadata())
                    .filter(key -> key.deletionDate() == null)
                    .count();
        }
    }

    private static long buckets() {
        try (var s3 = S3Client.builder()
                .region(Region.of(REGIONS.getFirst()))
                .endpointOverride(URI.create(HttpCloud.endpoint()))
                .credentialsProvider(credentials())
                .forcePathStyle(true)
                .build()) {
            return s3.listBuckets().buckets().stream()
                    .filter(bucket -> bucket.name().contains("demo"))
                    .count();
        }
    }

    private static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    }
}
