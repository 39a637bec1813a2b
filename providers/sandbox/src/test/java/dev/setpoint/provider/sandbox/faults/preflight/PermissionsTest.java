package dev.setpoint.provider.sandbox.faults.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.permission.Purpose;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.Sandbox;
import dev.setpoint.provider.sandbox.faults.ExampleEdits;
import dev.setpoint.provider.sandbox.faults.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Policies that `permissions` prints: they allow every run, and nothing that is not needed. */
class PermissionsTest {

    /** Actions that no call of these tests needs → reason why the policy has them. */
    private static final Map<String, String> REASONS = Map.of(
            "iam:CreateServiceLinkedRole",
                    "KMS makes its role with the caller's permission, for the first multi-region key",
            "kms:PutKeyPolicy", "KMS refuses a key whose policy does not let the caller change it");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"s3-encryption", "s3-encryption-full"})
    void thePolicyAllowsEveryRun(String example) throws IOException {
        var trial = trial(example, folder.resolve("whole"));
        var policy = trial.permissions(EnumSet.allOf(Purpose.class));
        var actions = actions(policy);
        var log = folder.resolve("calls");
        assertThat(problems(trial.with(Map.of("ALLOW", String.join(",", actions), "LOG", log.toString()))))
                .isEmpty();

        assertThat(misplaced(policy, log)).isEmpty();
        var unseen = new TreeSet<>(actions);
        unseen.removeAll(called(log));
        unseen.removeAll(REASONS.keySet());
        // The log knows each call by its own action; what some calls need besides shows when it is missing.
        for (var action : unseen) {
            var others = actions.stream().filter(other -> !other.equals(action)).toList();
            var without = trial(example, folder.resolve(action.replace(':', '-')));
            assertThat(problems(without.with(Map.of("ALLOW", String.join(",", others)))))
                    .as("without " + action)
                    .isNotEmpty();
        }
    }

    @Test
    void eachCommandHasItsOwnPermissions() throws IOException {
        var trial = trial("s3-encryption-full", folder);
        var applying = trial.with(Map.of("ALLOW", allowed(trial, Purpose.APPLY)));
        assertThat(Trial.problems(applying.apply())).isEmpty();
        assertThat(Trial.problems(applying.destroy())).isNotEmpty();

        var planning = trial.with(Map.of("ALLOW", allowed(trial, Purpose.PLAN)));
        assertThat(planning.pending()).isNotEmpty();
        assertThat(Trial.problems(planning.apply())).isNotEmpty();

        var destroying = trial.with(Map.of("ALLOW", allowed(trial, Purpose.DESTROY)));
        assertThat(Trial.problems(destroying.destroy())).isEmpty();
    }

    private static String allowed(Trial trial, Purpose purpose) {
        return String.join(",", actions(trial.permissions(EnumSet.of(purpose))));
    }

    @Test
    void thePolicyNamesExistingObjects() throws IOException {
        var trial = trial("s3-encryption", folder);
        assertThat(Trial.problems(trial.apply())).isEmpty();
        var key = trial.state().resource(Address.resource("key")).orElseThrow();
        assertThat(objects(trial.permissions(EnumSet.of(Purpose.PLAN)), "kms:DescribeKey"))
                .containsExactly(
                        "arn:aws:kms:us-east-1:123456789012:key/" + key.identity(),
                        "arn:aws:kms:us-west-2:123456789012:key/" + key.identity());
    }

    /** Calls on objects that no statement with their action names. */
    private static List<String> misplaced(Value.Map policy, Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .map(line -> line.split("\t", -1))
                .filter(call -> !call[3].startsWith("sts:"))
                // A plan also looks for what may be in the way, where it is allowed to.
                .filter(call -> call[6].equals("ok"))
                .filter(call -> objects(policy, call[3]).stream().noneMatch(arn -> speaksOf(arn, call[4], call[5])))
                .map(call -> String.join(" ", call[3], call[4], call[5]))
                .distinct()
                .toList();
    }

    /** The look-up of an AWS managed policy before the first change may be refused. */
    private static boolean speaksOf(String arn, String region, String subject) {
        var parts = arn.split(":", 6);
        return arn.equals("*")
                || subject.contains(":iam::aws:policy/")
                || (List.of("", "*", region).contains(parts[3]) && (arn.contains(subject) || arn.endsWith("*")));
    }

    private static List<String> objects(Value.Map policy, String action) {
        return policy.list("Statement").stream()
                .map(statement -> statement instanceof Value.Map map ? map : Value.Map.EMPTY)
                .filter(statement -> statement.list("Action").contains(Value.of(action)))
                .flatMap(statement -> statement.list("Resource").stream())
                .map(PermissionsTest::text)
                .toList();
    }

    private static Trial trial(String example, Path folder) throws IOException {
        var trial = Trial.ofExample(example, Files.createDirectories(folder));
        return trial.of(trial.source().text().replace("default: false", "default: true"));
    }

    /** Returns the problems of applying, changing and destroying the stack. */
    private static List<String> problems(Trial trial) {
        var problems = new ArrayList<>(Trial.problems(trial.apply()));
        var text = trial.source().text();
        for (var edited : List.of(
                ExampleEdits.changed(text),
                ExampleEdits.switchedOff(text),
                ExampleEdits.untagged(text),
                ExampleEdits.rewired(text),
                text)) {
            problems.addAll(Trial.problems(trial.of(edited).apply()));
            if (problems.isEmpty()) {
                problems.addAll(trial.of(edited).pending());
            }
        }
        fill(trial.cloud(), "my-prod-encrypted-bucket-demo-logs");
        problems.addAll(Trial.problems(trial.destroy()));
        return problems;
    }

    /** Adds an object and an unfinished upload to a bucket. */
    private static void fill(Path cloud, String bucket) {
        var s3 = Sandbox.open(cloud).client(S3Client.class, "us-east-1");
        s3.putObject(r -> r.bucket(bucket).key("one"), RequestBody.fromString("one"));
        s3.createMultipartUpload(r -> r.bucket(bucket).key("two"));
    }

    private static Set<String> called(Path log) throws IOException {
        var called = new TreeSet<String>();
        for (var line : Files.readAllLines(log)) {
            called.add(line.split("\t", -1)[3]);
        }
        return called;
    }

    static Set<String> actions(Value.Map policy) {
        var actions = new TreeSet<String>();
        for (var statement : policy.list("Statement")) {
            if (statement instanceof Value.Map map) {
                map.list("Action").forEach(action -> actions.add(text(action)));
            }
        }
        return actions;
    }

    private static String text(Value value) {
        return value instanceof Value.Str(var text) ? text : "";
    }
}
