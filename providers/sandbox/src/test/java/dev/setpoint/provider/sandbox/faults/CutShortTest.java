package dev.setpoint.provider.sandbox.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.provider.sandbox.Sandbox;
import dev.setpoint.provider.sandbox.call.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;

/** A process that is killed in the middle of the example leaves nothing orphaned and nothing doubled: the next run finishes. */
class CutShortTest {

    private static final long SEED = Long.getLong("setpoint.seed", 1);
    private static final int RANDOM_CUTS = 2;
    private static final int RESOURCES = 17;

    private static final Pattern READING = Pattern.compile(":(Get|List|Describe|Head)");
    private static final List<String> CREATIONS = List.of(
            "kms:CreateKey",
            "kms:ReplicateKey",
            "s3:CreateBucket",
            "iam:CreateRole",
            "cloudtrail:CreateTrail",
            "s3:PutReplicationConfiguration");

    @TempDir
    Path folder;

    /** A process that applies or destroys the example and says nothing. */
    static final class Runner {

        private Runner() {}

        public static void main(String[] arguments) {
            var variables = new HashMap<String, String>();
            for (var i = 2; i < arguments.length; i += 2) {
                variables.put(arguments[i], arguments[i + 1]);
            }
            var trial = trial(Path.of(arguments[0])).with(variables);
            var outcome = arguments[1].equals("apply") ? trial.apply() : trial.destroy();
            Trial.problems(outcome).forEach(System.err::println);
        }
    }

    /** One request at a time, so that the same calls come in the same order each time. */
    private static Trial trial(Path folder) {
        return Trial.ofExample(folder).parallelism(1);
    }

    /** Which run is killed, and where. */
    private record Cut(String run, String moment, int change) {

        String name() {
            return run + "-" + moment + "-" + change;
        }
    }

    @Test
    void whateverCallAProcessDiesAtTheNextRunFinishesItsWork() throws IOException {
        var apply = changes("apply");
        var destroy = changes("destroy");
        var random = new Random(SEED);
        var cuts = new ArrayList<Cut>();
        for (var action : CREATIONS) {
            assertThat(apply).contains(action);
            cuts.add(new Cut("apply", "HALT_BEFORE", apply.indexOf(action) + 1));
            cuts.add(new Cut("apply", "HALT_AFTER", apply.indexOf(action) + 1));
        }
        for (var i = 0; i < RANDOM_CUTS; i++) {
            cuts.add(new Cut("apply", "HALT_AFTER", 1 + random.nextInt(apply.size())));
            cuts.add(new Cut("destroy", "HALT_AFTER", 1 + random.nextInt(destroy.size())));
        }
        cuts.stream().distinct().toList().parallelStream().forEach(this::isMadeGood);
    }

    private void isMadeGood(Cut cut) {
        try {
            var trial = trial(Files.createDirectory(folder.resolve(cut.name())));
            if (cut.run().equals("destroy")) {
                assertThat(Trial.problems(trial.apply())).isEmpty();
            }
            assertThat(exitOf(trial.folder(), cut)).isEqualTo(Traffic.HALTED);
            if (cut.run().equals("apply")) {
                assertThat(Trial.problems(trial.apply())).isEmpty();
                assertThat(trial.pending()).isEmpty();
                assertThat(trial.state().resources()).hasSize(RESOURCES);
                assertThat(keys(trial)).as("the key and its replica").isEqualTo(2);
            }
            assertThat(Trial.problems(trial.destroy())).isEmpty();
            assertThat(trial.state().isEmpty()).isTrue();
            assertThat(buckets(trial)).isEmpty();
        } catch (IOException | InterruptedException | AssertionError e) {
            throw new AssertionError("With -Dsetpoint.seed=" + SEED + ", " + cut + ": " + e.getMessage(), e);
        }
    }

    private static int exitOf(Path folder, Cut cut) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Runner.class.getName(),
                folder.toString(),
                cut.run(),
                cut.moment(),
                Integer.toString(cut.change()),
                "COUNT",
                "changes");
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(folder.resolve("errors.txt").toFile())
                .start()
                .waitFor();
    }

    /** The changing calls of an undisturbed run. */
    private List<String> changes(String run) throws IOException {
        var rehearsal = Files.createDirectories(folder.resolve("rehearsal"));
        var log = rehearsal.resolve(run + ".log");
        var trial = trial(rehearsal).with(Map.of("LOG", log.toString()));
        assertThat(Trial.problems(run.equals("apply") ? trial.apply() : trial.destroy()))
                .isEmpty();
        return Files.readAllLines(log).stream()
                .map(line -> line.split("\t", -1)[3])
                .filter(action -> !READING.matcher(action).find())
                .toList();
    }

    private static long keys(Trial trial) {
        var sandbox = Sandbox.open(trial.cloud());
        return Stream.of("us-east-1", "us-west-2")
                .mapToLong(region -> sandbox.client(KmsClient.class, region).listKeysPaginator(r -> {}).keys().stream()
                        .count())
                .sum();
    }

    private static List<String> buckets(Trial trial) {
        return Sandbox.open(trial.cloud()).client(S3Client.class, "us-east-1").listBuckets().buckets().stream()
                .map(Bucket::name)
                .toList();
    }
}
