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
 * A call that was carried out and whose answer was lost, for every changing call of every type: the object is recognized
 * as ours, is finished, and is there once.
 */
@Execution(ExecutionMode.CONCURRENT)
class UnansweredCallTest {

    private static final List<String> LOST = List.of("InternalError", "ConnectionReset");

    private static final Map<String, String> QUIET = Map.of();

    private static final Pattern NOTHING = Pattern.compile("(?!)");

    /** AWS chooses their ids, so nobody else can have made the one that is looked for. */
    private static final Set<String> ID_ASSIGNED = Set.of("aws.kms.key", "aws.ec2.vpcEndpoint");

    /** Such an object cannot be told from one of ours that is not finished, or of which nobody said how it is kept. */
    private static final Set<String> UNFINISHED = Set.of(
            "aws.cloudtrail.trail stopped",
            "aws.iam.role managedPolicies",
            "aws.s3.bucket encryption",
            "aws.s3.bucket requestPayment",
            "aws.s3.object encryption");

    @TempDir
    Path folder;

    static Stream<String> types() {
        return new SchemaFiles()
                .names().stream()
                        .filter(name -> name.provider().equals("aws"))
                        .map(TypeName::text)
                        .filter(type -> type.matches(System.getProperty("setpoint.contract", ".*")));
    }

    @ParameterizedTest
    @MethodSource("types")
    void whatIsCreatedWithoutAnAnswerIsFinishedInTheSameRun(String type) {
        var world = UnansweredContract.of(type, folder);
        assertThat(eachLost(world, world.world(), world.whole(), QUIET)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void whatIsCreatedWithoutAnAnswerIsFinishedThoughItShowsLate(String type) {
        var world = UnansweredContract.of(type, folder);
        assertThat(eachLost(world, world.world(), world.whole(), Map.of("DELAY", "5s", "SEED", "1")))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void whatIsDeletedWithoutAnAnswerIsGone(String type) {
        var world = UnansweredContract.of(type, folder);
        var made = Trial.of(world.copy(world.world()), world.whole());
        assertThat(Trial.problems(made.apply())).isEmpty();
        assertThat(eachLost(world, made.folder(), world.without(), QUIET)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void whatIsUpdatedWithoutAnAnswerIsAsTheSpecWantsIt(String type) {
        var world = UnansweredContract.of(type, folder);
        var made = Trial.of(world.copy(world.world()), world.whole());
        assertThat(Trial.problems(made.apply())).isEmpty();
        assertThat(world.updates().keySet())
                .allSatisfy(name -> assertThat(eachLost(world, made.folder(), world.updated(name), QUIET))
                        .as(name)
                        .isEmpty());
    }

    /** What went wrong when one after the other changing call of a run was carried out and not answered. */
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
    void whatARunMadeBeforeItWasKilledIsFinishedByTheNext(String type) {
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

    /** The second request is refused for something that passes, and the third because of what the first has made. */
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

    /** It shows only when it is being made again, or only to the run after that. */
    @ParameterizedTest
    @ValueSource(strings = {"2min", "30min"})
    void whatNoRunHasFoundYetIsNotForgotten(String delay) {
        var world = UnansweredContract.of("aws.kms.alias", folder);
        var trial = Trial.of(world.copy(world.world()), world.whole());
        var crash = Crash.throwing((_, name) -> name.startsWith("after kms:CreateAlias "), Crash.Unsynced.LOST);
        assertThat(trial.runUntil(crash, PlanOptions.APPLY)).isEmpty();
        outcome(trial.with(Map.of("DELAY", delay, "SEED", "3")));
        assertThat(Trial.problems(trial.apply())).isEmpty();
        assertThat(afterwards(trial, world.course(world.world(), world.whole())))
                .isEmpty();
    }

    /** A block that goes away after the run that made its object was killed takes the object along. */
    @ParameterizedTest
    @MethodSource("types")
    void whatAKilledRunMadeIsDeletedWhenItsBlockGoes(String type) {
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

    /** Between plan and apply, and hidden by a request that failed: the name alone makes nothing ours. */
    @ParameterizedTest
    @MethodSource("named")
    void whatSomebodyElseHasMadeMeanwhileIsRefused(String type) {
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

    /** As before, but the run that asked for the object was killed before it could. */
    @ParameterizedTest
    @MethodSource("named")
    void whatSomebodyElseHasMadeSinceARunWasKilledIsRefused(String type) {
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

    /** The specs of strangers whose object can be told from ours. */
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
