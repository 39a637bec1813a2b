package dev.setpoint.provider.sandbox.faults.unanswered;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.testing.Crash;
import dev.setpoint.provider.sandbox.faults.Trial;
import dev.setpoint.provider.sandbox.faults.unanswered.UnansweredContract.Course;
import dev.setpoint.provider.sandbox.testing.Inventory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Lost answers of every changing call of every type: the run recognizes the object as its own, completes it, and
 * creates it once.
 */
@Execution(ExecutionMode.CONCURRENT)
class UnansweredCallTest {

    private static final List<String> LOST = List.of("InternalError", "ConnectionReset");

    private static final Map<String, String> QUIET = Map.of();

    private static final Pattern NOTHING = Pattern.compile("(?!)");

    /** Types whose ids AWS chooses, so that nobody else can have created the object. */
    private static final Set<String> ID_ASSIGNED = Set.of("aws.kms.key", "aws.ec2.vpcEndpoint");

    /** Types whose objects cannot be told from an unfinished object of the run. */
    private static final Set<String> UNFINISHED = Set.of(
            "aws.cloudtrail.trail stopped",
            "aws.iam.group managedPolicies",
            "aws.iam.role managedPolicies",
            "aws.iam.user inlinePolicies",
            "aws.s3.bucket encryption",
            "aws.s3.bucket requestPayment",
            "aws.s3.object encryption");

    @TempDir
    Path folder;

    static Stream<String> types() {
        return SchemaFiles.bundled().names().stream()
                .filter(name -> name.provider().equals("aws"))
                .map(TypeName::text)
                .filter(type -> type.matches(System.getProperty("setpoint.contract", ".*")));
    }

    @ParameterizedTest
    @MethodSource("types")
    void anUnansweredCreationIsCompletedInTheSameRun(String type) {
        var world = UnansweredContract.of(type, folder);
        assertThat(eachLost(world, world.world(), world.whole(), QUIET)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void anUnansweredCreationThatShowsLateIsCompleted(String type) {
        var world = UnansweredContract.of(type, folder);
        assertThat(eachLost(world, world.world(), world.whole(), Map.of("DELAY", "5s", "SEED", "1")))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void anUnansweredDeletionSucceeds(String type) {
        var world = UnansweredContract.of(type, folder);
        var made = Trial.of(world.copy(world.world()), world.whole());
        assertThat(Trial.problems(made.apply())).isEmpty();
        assertThat(eachLost(world, made.folder(), world.without(), QUIET)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void anUnansweredUpdateMatchesTheSpec(String type) {
        var world = UnansweredContract.of(type, folder);
        var made = Trial.of(world.copy(world.world()), world.whole());
        assertThat(Trial.problems(made.apply())).isEmpty();
        assertThat(world.updates().keySet())
                .allSatisfy(name -> assertThat(eachLost(world, made.folder(), world.updated(name), QUIET))
                        .as(name)
                        .isEmpty());
    }

    /** Collects the problems of runs in which each changing call in turn is carried out and not answered. */
    private static List<String> eachLost(
            UnansweredContract world, Path from, String text, Map<String, String> variables) {
        var course = world.course(from, text);
        var problems = new ArrayList<String>();
        for (var request : course.requests()) {
            for (var code : LOST) {
                var trial = Trial.of(world.copy(from), text).parallelism(1);
                var with = new java.util.HashMap<>(variables);
                with.put("FAIL", request.lost(code));
                var outcome = trial.with(with).apply();
                Trial.problems(outcome).forEach(problem -> problems.add(with + ": " + problem));
                afterwards(trial, course).forEach(problem -> problems.add(with + ": " + problem));
            }
        }
        return problems;
    }

    private static List<String> afterwards(Trial trial, Course course) {
        var problems = new ArrayList<String>();
        trial.pending().forEach(change -> problems.add("pending " + change));
        problems.addAll(Inventory.of(trial.cloud()).differences(course.inventory()));
        return problems;
    }

    @ParameterizedTest
    @MethodSource("types")
    void theNextRunCompletesAnObjectOfAKilledRun(String type) {
        var world = UnansweredContract.of(type, folder);
        var course = world.course(world.world(), world.whole());
        var problems = new ArrayList<String>();
        for (var request : course.requests()) {
            var trial = Trial.of(world.copy(world.world()), world.whole()).parallelism(1);
            var name = "after " + request.action() + " ";
            var met = new int[1];
            var crash = Crash.throwing(
                    (_, boundary) -> boundary.startsWith(name) && ++met[0] == request.nth(), Crash.Unsynced.LOST);
            assertThat(trial.runUntil(crash, PlanOptions.APPLY)).as(name).isEmpty();
            var outcome = trial.with(Map.of("DELAY", "5s", "SEED", "2")).apply();
            Trial.problems(outcome).forEach(problem -> problems.add(request + ": " + problem));
            afterwards(trial, course).forEach(problem -> problems.add(request + ": " + problem));
        }
        assertThat(problems).isEmpty();
    }

    /**
     * The second request is refused for a passing reason, and the third because of the object that the first has
     * created.
     */
    @ParameterizedTest
    @CsvSource({
        "aws.kms.alias, kms:CreateAlias, NotFoundException",
        "aws.kms.replicaKey, kms:ReplicateKey, NotFoundException",
        "aws.iam.role, iam:CreateRole, NoSuchEntity",
        "aws.iam.user, iam:CreateUser, NoSuchEntity",
        "aws.cloudtrail.trail, cloudtrail:CreateTrail, InsufficientS3BucketPolicyException",
        "aws.s3.bucket, s3:CreateBucket, OperationAborted",
        "aws.iam.policy, iam:CreatePolicy, ThrottlingException"
    })
    void aLostAnswerIsRememberedWhateverIsAnsweredNext(String type, String action, String next) {
        var world = UnansweredContract.of(type, folder);
        var trial = Trial.of(world.copy(world.world()), world.whole());
        var failing = Map.of("FAIL", action + "@1~InternalError," + action + "@2=" + next);
        assertThat(Trial.problems(trial.with(failing).apply())).isEmpty();
        assertThat(afterwards(trial, world.course(world.world(), world.whole())))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void aCreationThatIsNeverAnsweredIsLookedFor(String type) {
        var world = UnansweredContract.of(type, folder);
        var course = world.course(world.world(), world.whole());
        var action = course.requests().getFirst().action();
        var failures = IntStream.rangeClosed(2, 30)
                .mapToObj(nth -> action + "@" + nth + "=InternalError")
                .collect(Collectors.joining(",", action + "@1~InternalError,", ""));
        var trial = Trial.of(world.copy(world.world()), world.whole());
        assertThat(Trial.problems(trial.with(Map.of("FAIL", failures)).apply())).isEmpty();
        assertThat(afterwards(trial, course)).isEmpty();
    }

    /** An object may show up only when it is created again, or only in the run after that. */
    @ParameterizedTest
    @ValueSource(strings = {"2min", "30min"})
    void anObjectThatNoRunHasFoundYetIsNotForgotten(String delay) {
        var world = UnansweredContract.of("aws.kms.alias", folder);
        var trial = Trial.of(world.copy(world.world()), world.whole());
        var crash = Crash.throwing((_, name) -> name.startsWith("after kms:CreateAlias "), Crash.Unsynced.LOST);
        assertThat(trial.runUntil(crash, PlanOptions.APPLY)).isEmpty();
        outcome(trial.with(Map.of("DELAY", delay, "SEED", "3")));
        assertThat(Trial.problems(trial.apply())).isEmpty();
        assertThat(afterwards(trial, world.course(world.world(), world.whole())))
                .isEmpty();
    }

    /** A block that is removed after its run was killed: the next run deletes the object. */
    @ParameterizedTest
    @MethodSource("types")
    void anObjectOfAKilledRunIsDeletedWithItsBlock(String type) {
        var world = UnansweredContract.of(type, folder);
        var first = world.course(world.world(), world.whole()).requests().getFirst();
        var trial = Trial.of(world.copy(world.world()), world.whole()).parallelism(1);
        var crash = Crash.throwing(
                (_, boundary) -> boundary.startsWith("after " + first.action() + " "), Crash.Unsynced.LOST);
        assertThat(trial.runUntil(crash, PlanOptions.APPLY)).isEmpty();
        var without = trial.of(world.without());
        assertThat(Trial.problems(without.apply())).isEmpty();
        assertThat(without.pending()).isEmpty();
        assertThat(without.state().run()).isEmpty();
        var made = Trial.of(world.copy(world.world()), world.whole());
        assertThat(Trial.problems(made.apply())).isEmpty();
        var gone = made.of(world.without());
        assertThat(Trial.problems(gone.apply())).isEmpty();
        assertThat(Inventory.of(trial.cloud())
                        .without(NOTHING)
                        .differences(Inventory.of(gone.cloud()).without(NOTHING)))
                .isEmpty();
    }

    static Stream<String> named() {
        return types().filter(type -> !ID_ASSIGNED.contains(type));
    }

    /**
     * An object of another owner, created between plan and apply and hidden by a failed request: its name alone does
     * not make it ours.
     */
    @ParameterizedTest
    @MethodSource("named")
    void anObjectCreatedMeanwhileByAnotherOwnerIsRefused(String type) {
        var world = UnansweredContract.of(type, folder);
        var first = world.course(world.world(), world.whole()).requests().getFirst();
        assertThat(strange(type, world)).allSatisfy(strange -> {
            var trial = Trial.of(world.copy(world.world()), world.whole());
            var stranger = Trial.of(world.copy(world.world()), strange).in(trial.cloud());
            var outcome = trial.with(Map.of("FAIL", first.failed("InternalError")))
                    .applyAfter(
                            () -> assertThat(Trial.problems(stranger.apply())).isEmpty());
            assertThat(Trial.problems(outcome)).singleElement().asString().matches("(?s)SP05(81|13) .*");
            assertThat(trial.state().run()).isEmpty();
            assertUntouched(trial, stranger);
        });
    }

    /** An object of another owner, created after a run that was killed before its own request. */
    @ParameterizedTest
    @MethodSource("named")
    void anObjectCreatedByAnotherOwnerAfterAKilledRunIsRefused(String type) {
        var world = UnansweredContract.of(type, folder);
        var first = world.course(world.world(), world.whole()).requests().getFirst();
        assertThat(strange(type, world)).allSatisfy(strange -> {
            var trial = Trial.of(world.copy(world.world()), world.whole()).parallelism(1);
            var crash = Crash.throwing(
                    (_, boundary) -> boundary.startsWith("before " + first.action() + " "), Crash.Unsynced.LOST);
            assertThat(trial.runUntil(crash, PlanOptions.APPLY)).isEmpty();
            var stranger = Trial.of(world.copy(world.world()), strange).in(trial.cloud());
            assertThat(Trial.problems(stranger.apply())).isEmpty();
            assertThat(outcome(trial)).anyMatch(problem -> problem.matches("(?s).*\\bSP05(20|13|50) .*"));
            assertUntouched(trial, stranger);
        });
    }

    /** Returns the specs of other owners whose objects can be told from ours. */
    private static List<String> strange(String type, UnansweredContract world) {
        return world.updates().keySet().stream()
                .filter(update -> !UNFINISHED.contains(type + " " + update))
                .map(world::strange)
                .toList();
    }

    private static void assertUntouched(Trial trial, Trial stranger) {
        assertThat(trial.state().resource(Address.resource(UnansweredContract.SUBJECT)))
                .isEmpty();
        assertThat(stranger.pending()).isEmpty();
    }

    private static List<String> outcome(Trial trial) {
        try {
            return Trial.problems(trial.apply());
        } catch (AssertionError e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }
}
