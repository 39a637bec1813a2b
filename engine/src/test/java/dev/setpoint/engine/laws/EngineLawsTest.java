package dev.setpoint.engine.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.plan.Cause;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.testing.World;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/** The laws of architecture.md#three-way-diff over random specs, edits and drift; a failure names the seed. */
final class EngineLawsTest {

    private static final int NAMES = 14;
    private static final int ROUNDS = 3;

    @TempDir
    Path folder;

    @RepeatedTest(20)
    void afterAnyEditApplyDoesWhatThePlanListedAndNothingIsLeftToDo(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var world = new World(folder);
        var spec = RandomSpec.of(random, NAMES);
        for (var round = 0; round < ROUNDS; round++) {
            var text = spec.text(random);
            var where = "seed " + repetition.getCurrentRepetition() + ", round " + round + "\n" + text;
            var applied = world.apply(text);
            assertThat(applied.outcome().failed()).as(where).isEmpty();
            assertThat(applied.outcome().succeeded()).as(where).isTrue();
            assertThat(world.cloud.changes())
                    .as(where)
                    .containsExactlyInAnyOrderElementsOf(listed(applied.plan().changes()));
            assertThat(world.changes(text)).as(where).isEmpty();
            world.apply(text);
            assertThat(world.cloud.changes()).as(where).isEmpty();
            assertThat(world.changes(spec.text(random)))
                    .as("reordered, " + where)
                    .isEmpty();
            spec = spec.edited(random, NAMES, 0.3);
        }
    }

    @RepeatedTest(20)
    void driftOfWhatIsManagedIsPlannedAsDriftAndRepaired(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var world = new World(folder);
        var spec = RandomSpec.of(random, NAMES);
        var text = spec.text(random);
        world.apply(text);
        var drifts = new ArrayList<String>();
        for (var resource : world.state().resources().values()) {
            for (var name : List.of("size", "colour", "tags", "labels", "rules", "policy", "note")) {
                if (resource.applied().has(name) && random.nextInt(4) == 0) {
                    world.cloud.drift(resource.identity().value(), name, other(name));
                    drifts.add(resource.address() + " " + name);
                }
            }
        }
        var where = "seed " + repetition.getCurrentRepetition() + ", " + drifts + "\n" + text;
        var planned = world.changes(text).stream()
                .map(change -> (Change.Update) change)
                .flatMap(update -> update.properties().stream()
                        .peek(property -> assertThat(property.cause()).as(where).isEqualTo(Cause.DRIFT))
                        .map(property -> update.address() + " "
                                + property.path().property().orElseThrow()))
                .distinct()
                .toList();
        assertThat(planned).as(where).containsExactlyInAnyOrderElementsOf(drifts);
        assertThat(world.apply(text).outcome().succeeded()).as(where).isTrue();
        assertThat(world.changes(text)).as(where).isEmpty();
    }

    /** A value that the generator never makes. */
    private static Value other(String property) {
        return switch (property) {
            case "size" -> Value.of(99);
            case "tags" -> Value.Map.EMPTY.with("stranger", Value.of("x"));
            case "labels" -> Value.of(List.of(Value.of("stranger")));
            case "rules" -> Value.of(List.of(Value.Map.EMPTY.with("id", Value.of("stranger"))));
            case "policy" ->
                Value.Map.EMPTY
                        .with("Version", Value.of("2012-10-17"))
                        .with(
                                "Statement",
                                Value.of(List.of(Value.Map.EMPTY
                                        .with("Effect", Value.of("Deny"))
                                        .with("Action", Value.of("s3:*"))
                                        .with("Resource", Value.of("*")))));
            default -> Value.of("stranger");
        };
    }

    @RepeatedTest(20)
    void whatIsNotManagedIsNeverTouched(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var world = new World(folder);
        var spec = RandomSpec.of(random, NAMES);
        world.apply(spec.text(random));
        var strangers = new ArrayList<String>();
        for (var resource : world.state().resources().values()) {
            for (var name : List.of("size", "tags", "labels", "rules", "policy", "note")) {
                if (!resource.applied().has(name)) {
                    world.cloud.drift(resource.identity().value(), name, other(name));
                    strangers.add(resource.identity() + " " + name);
                }
            }
        }
        var text = spec.text(random);
        var where = "seed " + repetition.getCurrentRepetition() + "\n" + text;
        assertThat(world.changes(text)).as(where).isEmpty();
        world.state().resources().values().forEach(resource -> {
            if (resource.applied().has("size")) {
                world.cloud.drift(resource.identity().value(), "size", Value.of(99));
            }
        });
        assertThat(world.apply(text).outcome().succeeded()).as(where).isTrue();
        for (var stranger : strangers) {
            var name = stranger.substring(stranger.indexOf(' ') + 1);
            var thing = world.cloud.thing(stranger.substring(0, stranger.indexOf(' ')));
            assertThat(thing.orElseThrow().properties().get(name)).as(where).contains(other(name));
        }
    }

    @RepeatedTest(20)
    void destroyLeavesNothingAndDeletesWhatDependsFirst(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var world = new World(folder);
        var text = RandomSpec.of(random, NAMES).text(random);
        world.apply(text);
        var before = world.state();
        var where = "seed " + repetition.getCurrentRepetition() + "\n" + text;
        assertThat(world.destroy(text).outcome().succeeded()).as(where).isTrue();
        assertThat(world.cloud.things()).as(where).isEmpty();
        assertThat(world.state().isEmpty()).isTrue();
        var deleted = world.cloud.changes();
        for (var resource : before.resources().values()) {
            for (Address used : resource.dependencies()) {
                assertThat(deleted.indexOf("delete " + resource.address()))
                        .as(where)
                        .isLessThan(deleted.indexOf("delete " + used));
            }
        }
    }

    /** The calls that carry these changes out. */
    private static List<String> listed(List<Change> changes) {
        var calls = new ArrayList<String>();
        for (var change : changes) {
            switch (change) {
                case Change.Create create -> calls.add("create " + create.address());
                case Change.Delete delete -> calls.add("delete " + delete.address());
                case Change.Replace replace -> {
                    calls.add("delete " + replace.address());
                    calls.add("create " + replace.address());
                }
                case Change.Update update -> {
                    if (!update.properties().isEmpty()) {
                        calls.add("update " + update.address());
                    }
                }
                case Change.Import(var _, var _, var then) -> calls.addAll(listed(List.of(then)));
                case Change.Restore(var _, var _, var then) -> calls.addAll(listed(List.of(then)));
                case Change.Move(var _, var _, var then) -> calls.addAll(listed(List.of(then)));
                case Change.Forget _, Change.Refresh _, Change.NoOp _ -> {}
            }
        }
        return calls;
    }
}
