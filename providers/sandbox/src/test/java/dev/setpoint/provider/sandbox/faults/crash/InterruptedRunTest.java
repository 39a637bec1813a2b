package dev.setpoint.provider.sandbox.faults.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.testing.Crash;
import dev.setpoint.provider.sandbox.faults.ExampleEdits;
import dev.setpoint.provider.sandbox.faults.Trial;
import dev.setpoint.provider.sandbox.testing.Inventory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Interrupts a run of the example before and after every call to the cloud and every write of journal and state; one
 * more run then completes it. The build tries a part of these places, {@code -Dcrash.all} all of them. A few of these
 * runs are processes that halt there, with {@code -Dcrash.halt} all; the others end in this process, which is faster.
 */
class InterruptedRunTest {

    private static final long SEED = Long.getLong("setpoint.seed", 1);
    private static final int PART =
            Boolean.getBoolean("crash.all") ? Integer.MAX_VALUE : Integer.getInteger("crash.part", 40);

    private static final int HALTED = Boolean.getBoolean("crash.halt") ? Integer.MAX_VALUE : 3;

    @TempDir
    static Path shared;

    private static ChildRun children;

    @TempDir
    Path folder;

    @BeforeAll
    static void readyForChildren() throws IOException {
        children = new ChildRun(
                Files.createDirectory(shared.resolve("classes")),
                Trial.of(shared.resolve("training"), Story.CREATE.spec));
    }

    /** Spec that is applied first, and spec of the run that is interrupted. */
    enum Story {
        CREATE("", Trial.example().text()),
        UPDATE(Trial.example().text(), ExampleEdits.changed(Trial.example().text())),
        REPLACE(Trial.example().text(), ExampleEdits.renamed(Trial.example().text())),
        REPLACE_CREATING_FIRST(
                Trial.example().text(),
                ExampleEdits.renamedCreatingFirst(Trial.example().text())),
        DELETE(Trial.example().text(), ExampleEdits.shortened(Trial.example().text())),
        DESTROY(Trial.example().text(), Trial.example().text());

        private final String before;
        private final String spec;

        Story(String before, String spec) {
            this.before = before;
            this.spec = spec;
        }

        PlanOptions options() {
            return this == DESTROY ? PlanOptions.DESTROY : PlanOptions.APPLY;
        }

        /** Returns true if the next run may make this call: it completes an object, and never creates it again. */
        boolean allows(Change change) {
            return switch (this) {
                case CREATE -> !(change instanceof Change.Replace) && !(change instanceof Change.Delete);
                case UPDATE -> change instanceof Change.Update || change instanceof Change.NoOp;
                case REPLACE, REPLACE_CREATING_FIRST -> true;
                case DELETE ->
                    change instanceof Change.Delete
                            || change instanceof Change.Forget
                            || change instanceof Change.NoOp
                            || change instanceof Change.Update;
                case DESTROY -> change instanceof Change.Delete || change instanceof Change.Forget;
            };
        }
    }

    /** Ending of one attempt: at the place or elsewhere, since the order of parallel calls varies. */
    private record Attempt(boolean endedThere, Optional<String> problem) {}

    /** Returns all stories, or those of {@code -Dcrash.stories}. */
    private static Stream<Story> stories() {
        var named = System.getProperty("crash.stories", "");
        return Stream.of(Story.values())
                .filter(story ->
                        named.isEmpty() || List.of(named.split(",", -1)).contains(story.name()));
    }

    @ParameterizedTest
    @MethodSource("stories")
    void theNextRunCompletesAnInterruptedOne(Story story) throws IOException, InterruptedException {
        var start = prepared(story);
        var undisturbed = copy(start, "undisturbed", story.spec);
        var places = Crash.never();
        assertThat(undisturbed.runUntil(places, story.options()))
                .hasValueSatisfying(
                        run -> assertThat(Trial.problems(run.outcome())).isEmpty());
        var expected = Inventory.of(undisturbed.cloud());
        var chosen = chosen(places.met());
        var halted = Set.copyOf(chosen.subList(0, Math.min(HALTED, chosen.size())));
        var attempts = attempts(chosen, place -> attempt(story, start, place, halted.contains(place), expected));
        System.out.printf(
                "%s: of %s places %s tried, ended there %s%n",
                story,
                places.met().size(),
                attempts.size(),
                attempts.stream().filter(Attempt::endedThere).count());
        assertThat(attempts.stream().flatMap(attempt -> attempt.problem().stream()))
                .isEmpty();
        assertThat(attempts).anyMatch(Attempt::endedThere);
    }

    private static List<String> chosen(Collection<String> places) {
        var shuffled = new ArrayList<>(places);
        Collections.shuffle(shuffled, new Random(SEED));
        return shuffled.stream().limit(PART).toList();
    }

    private static List<Attempt> attempts(List<String> places, Function<String, Attempt> attempt)
            throws InterruptedException {
        try (var pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            return pool
                    .invokeAll(places.stream()
                            .<Callable<Attempt>>map(place -> () -> attempt.apply(place))
                            .toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();
        }
    }

    private Path prepared(Story story) throws IOException {
        var start = Files.createDirectory(folder.resolve("start"));
        if (!story.before.isEmpty()) {
            assertThat(Trial.problems(Trial.of(start, story.before).apply())).isEmpty();
        }
        return start;
    }

    private Trial copy(Path start, String name, String spec) {
        var copy = folder.resolve(name);
        try (var files = Files.walk(start)) {
            for (var file : files.toList()) {
                Files.copy(file, copy.resolve(start.relativize(file).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Trial.of(copy, spec);
    }

    private Attempt attempt(Story story, Path start, String place, boolean halts, Inventory expected) {
        var trial = copy(start, Integer.toHexString(place.hashCode()), story.spec);
        var unsynced = place.hashCode() % 2 == 0 ? Crash.Unsynced.LOST : Crash.Unsynced.KEPT;
        try {
            var there = halts
                    ? children.haltedAt(place, trial, story.options(), unsynced)
                    : endedAt(place, trial, story.options(), unsynced);
            requireCompleted(story, trial, expected);
            return new Attempt(there, Optional.empty());
        } catch (AssertionError | RuntimeException e) {
            return new Attempt(false, Optional.of("Ended " + place + " (" + unsynced + "): " + e));
        }
    }

    private static boolean endedAt(String place, Trial trial, PlanOptions options, Crash.Unsynced unsynced) {
        var crash = Crash.throwing((_, name) -> name.equals(place), unsynced);
        trial.runUntil(crash, options);
        return crash.happened();
    }

    private static void requireCompleted(Story story, Trial trial, Inventory expected) {
        var serial = trial.state().serial();
        var again = trial.run(story.options());
        assertThat(Trial.problems(again.outcome())).isEmpty();
        assertThat(again.plan().changes()).allMatch(story::allows);
        var state = trial.state();
        assertThat(state.serial()).isGreaterThanOrEqualTo(serial);
        assertThat(trial.folder().resolve("state").resolve("state.journal")).doesNotExist();
        if (story == Story.DESTROY) {
            assertThat(state.isEmpty()).isTrue();
        } else {
            assertThat(trial.pending()).isEmpty();
            assertThat(state.resources().keySet()).containsExactlyInAnyOrderElementsOf(trial.resources());
        }
        assertThat(state.resources().values())
                .allMatch(ResourceState::complete)
                .allMatch(resource -> resource.deposed().isEmpty())
                .allMatch(resource -> resource.dueReplacements().isEmpty());
        assertThat(Inventory.of(trial.cloud()).differences(expected)).isEmpty();
    }
}
