package dev.setpoint.provider.sandbox.faults.unanswered;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.testing.Crash;
import dev.setpoint.provider.sandbox.contract.NamedSpec;
import dev.setpoint.provider.sandbox.faults.Trial;
import dev.setpoint.provider.sandbox.faults.unanswered.UnansweredContract.Course;
import dev.setpoint.provider.sandbox.testing.Inventory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lost answers and killed runs of objects whose names are chosen: one object each, under the name that was journalled. */
@Execution(ExecutionMode.CONCURRENT)
class UnansweredNameTest {

    @TempDir
    Path folder;

    static Stream<String> types() {
        return NamedSpec.types();
    }

    @ParameterizedTest
    @MethodSource("types")
    void anUnansweredCreationIsCompletedInTheSameRun(String type) {
        var named = NamedSpec.of(type);
        var world = UnansweredContract.of(named, folder);
        assertThat(eachLost(named, world, world.world(), named.prefixed(0))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void anUnansweredReplacementLeavesOneObject(String type) {
        var named = NamedSpec.of(type);
        var world = UnansweredContract.of(named, folder);
        var made = Trial.of(world.copy(world.world()), named.prefixed(0));
        assertThat(Trial.problems(made.apply())).isEmpty();
        assertThat(eachLost(named, world, made.folder(), named.prefixed(1))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void theNextRunCompletesAnObjectOfAKilledRun(String type) {
        var named = NamedSpec.of(type);
        var world = UnansweredContract.of(named, folder);
        var spec = named.prefixed(0);
        var course = world.course(world.world(), spec);
        var problems = new ArrayList<String>();
        for (var request : course.requests()) {
            for (var when : List.of("before ", "after ")) {
                var trial = Trial.of(world.copy(world.world()), spec).parallelism(1);
                var met = new int[1];
                var crash = Crash.throwing(
                        (_, boundary) ->
                                boundary.startsWith(when + request.action() + " ") && ++met[0] == request.nth(),
                        Crash.Unsynced.LOST);
                assertThat(trial.runUntil(crash, PlanOptions.APPLY)).as(when).isEmpty();
                var outcome = trial.with(Map.of("DELAY", "5s", "SEED", "2")).apply();
                Trial.problems(outcome).forEach(problem -> problems.add(when + request + ": " + problem));
                afterwards(named, trial, course).forEach(problem -> problems.add(when + request + ": " + problem));
            }
        }
        assertThat(problems).isEmpty();
    }

    /** An object that shows only when it is created again, or only in the run after that. */
    @ParameterizedTest
    @MethodSource("types")
    void anObjectThatNoRunHasFoundYetIsNotCreatedTwice(String type) {
        var named = NamedSpec.of(type);
        var world = UnansweredContract.of(named, folder);
        var spec = named.prefixed(0);
        var course = world.course(world.world(), spec);
        var first = course.requests().getFirst().action();
        for (var delay : List.of("2min", "30min")) {
            var trial = Trial.of(world.copy(world.world()), spec);
            var crash = Crash.throwing((_, name) -> name.startsWith("after " + first + " "), Crash.Unsynced.LOST);
            assertThat(trial.runUntil(crash, PlanOptions.APPLY)).isEmpty();
            Trial.problems(trial.with(Map.of("DELAY", delay, "SEED", "3")).apply());
            assertThat(Trial.problems(trial.apply())).isEmpty();
            assertThat(afterwards(named, trial, course)).isEmpty();
        }
    }

    /** Collects the problems of runs in which each changing call in turn is carried out and not answered. */
    private static List<String> eachLost(NamedSpec named, UnansweredContract world, Path from, String spec) {
        var course = world.course(from, spec);
        var problems = new ArrayList<String>();
        for (var request : course.requests()) {
            var trial = Trial.of(world.copy(from), spec).parallelism(1);
            var outcome =
                    trial.with(Map.of("FAIL", request.lost("InternalError"))).apply();
            Trial.problems(outcome).forEach(problem -> problems.add(request + ": " + problem));
            afterwards(named, trial, course).forEach(problem -> problems.add(request + ": " + problem));
        }
        return problems;
    }

    private static List<String> afterwards(NamedSpec named, Trial trial, Course course) {
        var problems = new ArrayList<String>();
        trial.pending().forEach(change -> problems.add("pending " + change));
        problems.addAll(unnamed(named, Inventory.of(trial.cloud())).differences(unnamed(named, course.inventory())));
        return problems;
    }

    /** Returns the inventory without the part of each name that is chosen. */
    private static Inventory unnamed(NamedSpec named, Inventory inventory) {
        var chosen = Pattern.compile(
                "(" + named.prefix(0) + "|" + named.prefix(1) + ")[a-z0-9]{16}", Pattern.CASE_INSENSITIVE);
        var documents = new TreeMap<String, String>();
        inventory.documents().forEach((name, text) -> {
            var plain = chosen.matcher(name).replaceAll("$1");
            assertThat(documents).doesNotContainKey(plain);
            documents.put(plain, chosen.matcher(text).replaceAll("$1"));
        });
        return new Inventory(documents);
    }
}
