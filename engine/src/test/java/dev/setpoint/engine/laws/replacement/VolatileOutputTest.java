package dev.setpoint.engine.laws.replacement;

import static dev.setpoint.engine.laws.replacement.ConditionalSpecs.OTHER;
import static dev.setpoint.engine.laws.replacement.ConditionalSpecs.SAME;
import static dev.setpoint.engine.laws.replacement.ConditionalSpecs.a;
import static dev.setpoint.engine.laws.replacement.ConditionalSpecs.conditional;
import static dev.setpoint.engine.laws.replacement.ConditionalSpecs.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.testing.Crash;
import dev.setpoint.engine.testing.World;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replacements that follow from an output which an update may change, and so from a read after that update. */
final class VolatileOutputTest {

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void begin() {
        world = new World(folder);
    }

    @Test
    void anOutputThatAnUpdateMayChangeReplacesWhatIsMadeWithIt() {
        var user = "b: {type: test.key, properties: {zone: \"r${a.revision}\"}}";
        apply(a(1), user);
        var spec = spec(a(2), user);
        conditional(world.plan(spec), "b");

        world.succeed(spec);
        assertThat(world.cloud.changes()).containsExactly("update a", "delete b", "create b");
        assertThat(world.plan(spec).hasChanges()).isFalse();
    }

    @Test
    void aVolatileOutputOfAnObjectThatMayBeReplacedFollowsItEitherWay() {
        var users = List.of(
                "u: {type: test.key, properties: {zone: \"r${b.revision}\"}}",
                "u: {type: test.key, lifecycle: {replaceOnChange: [b.revision]}, properties: {size: 1}}",
                "u: {type: test.key, properties: {zone: \"r${b.revision}\"}}\n"
                        + "  v: {type: test.key, properties: {zone: \"${u.arn}\"}}",
                "u: {type: test.key, properties: {size: \"${b.revision}\"}}");
        for (var user : users) {
            for (var zone : List.of(SAME, OTHER)) {
                for (var size : List.of(1, 2)) {
                    world = new World(folder.resolve(zone.equals(SAME) + "-" + size + "-" + users.indexOf(user)));
                    var thing = "b: {type: test.thing, properties: {name: b, size: %d, zone: " + zone + "}}";
                    apply(a(1), thing.formatted(1), user);
                    var spec = spec(a(2), thing.formatted(size), user);

                    world.succeed(spec);
                    assertThat(world.plan(spec).hasChanges()).isFalse();
                }
            }
        }
    }

    /** Stays in `b(size)`, and then may be updated: what its users see of it is known only after that. */
    private static String kept(int size) {
        return "b: {type: test.key, properties: {size: " + size + ", zone: " + SAME + "}}";
    }

    @Test
    void aVolatileOutputIsLookedAtAfterTheUpdateOfTheObjectThatStays() {
        for (var createFirst : List.of(false, true)) {
            for (var use : List.of(
                    "properties: {zone: \"r${b.revision}\"}",
                    "properties: {size: 1}, lifecycle: {replaceOnChange: [b.revision], ")) {
                world = new World(folder.resolve(createFirst + "-" + use.length()));
                var user = use.endsWith("}")
                        ? "u: {type: test.key, lifecycle: {createBeforeDestroy: %s}, " + use + "}"
                        : "u: {type: test.key, " + use + "createBeforeDestroy: %s}}";
                apply(a(1), kept(1), user.formatted(createFirst));
                var spec = spec(a(2), kept(2), user.formatted(createFirst));
                conditional(world.plan(spec), "u");
                world.succeed(spec);

                assertThat(world.cloud.changes())
                        .containsExactlyElementsOf(
                                createFirst
                                        ? List.of("update a", "update b", "create u", "delete u")
                                        : List.of("update a", "update b", "delete u", "create u"));
                assertThat(world.plan(spec).hasChanges()).isFalse();
            }
        }
    }

    @Test
    void aVolatileOutputThatAnUpdateLeavesAsItWasReplacesNothing() {
        var users = List.of(
                "u: {type: test.key, properties: {zone: \"r${b.revision}\"}}",
                "u: {type: test.key, lifecycle: {replaceOnChange: [b.revision]}, properties: {size: 1}}",
                "u: {type: test.key, lifecycle: {replaceOnChange: [b.revision]}, properties: {size: 1}}\n"
                        + "  v: {type: test.key, lifecycle: {replaceOnChange: [u]}, properties: {size: 1}}",
                "u: {type: test.key, properties: {zone: \"r${b.revision}\"}}\n"
                        + "  v: {type: test.key, properties: {zone: \"${u.arn}\"}}");
        for (var user : users) {
            world = new World(folder.resolve("users" + users.indexOf(user)));
            apply(a(1), kept(1), user);
            world.cloud.before(request -> {
                if (request.toString().equals("update b")) {
                    world.cloud.drift("key-1", "revision", Value.of(0));
                }
            });
            var before = world.cloud.thing("key-1").orElseThrow().properties().get("revision");
            var spec = spec(a(2), kept(2), user);
            world.succeed(spec);

            assertThat(world.cloud.thing("key-1").orElseThrow().properties().get("revision"))
                    .isEqualTo(before);
            assertThat(world.cloud.changes()).containsExactly("update a", "update b");
            assertThat(world.plan(spec).hasChanges()).isFalse();
        }
    }

    @Test
    void whatFollowsALateReplacementIsReplacedToo() {
        for (var use : List.of(
                "lifecycle: {replaceOnChange: [u]}, properties: {size: 1}",
                "lifecycle: {replaceOnChange: [u.arn]}, properties: {size: 1}",
                "properties: {zone: \"${u.arn}\"}")) {
            world = new World(folder.resolve("use" + use.length()));
            var users =
                    "u: {type: test.key, properties: {zone: \"r${b.revision}\"}}\n  v: {type: test.key, " + use + "}";
            apply(a(1), kept(1), users);
            var spec = spec(a(2), kept(2), users);
            world.succeed(spec);

            assertThat(world.cloud.changes())
                    .containsExactly("update a", "update b", "delete u", "create u", "delete v", "create v");
            assertThat(world.plan(spec).hasChanges()).isFalse();
        }
    }

    @Test
    void aLateReplacementThatIsRefusedLeavesTheObject() {
        var user = "u: {type: test.key, properties: {zone: \"r${b.revision}\"}}";
        apply(a(1), kept(1), user);
        world.cloud.fail("delete u", ProviderException.of(ProviderException.Kind.INVALID, "Unlucky", "No luck."));
        var outcome = world.applyOrRollBack(spec(a(2), kept(2), user)).outcome();

        assertThat(outcome.failed().values())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).startsWith("Deleting `u`"));
        assertThat(outcome.rollback().orElseThrow().isComplete()).isTrue();
        assertThat(world.plan(spec(a(1), kept(1), "")).changes()).noneMatch(Change.Create.class::isInstance);
        assertThat(world.cloud.things()).hasSize(3);
    }

    @Test
    void aLateReplacementOfAnObjectInUseIsMadeByTheNextRun() {
        var users = "u: {type: test.thing, properties: {name: u, zone: \"r${b.revision}\"}}\n"
                + "  v: {type: test.thing, properties: {name: v, zone: \"${u.arn}\", uses: [\"${u.name}\"]}}";
        apply(a(1), kept(1), users);
        var spec = spec(a(2), kept(2), users);
        assertThat(world.apply(spec).outcome().failed().keySet())
                .extracting(Change::address)
                .containsExactly(Address.resource("u"));
        assertThat(world.cloud.things()).containsOnlyKeys("a", "key-1", "u", "v");

        world.succeed(spec);
        assertThat(world.cloud.changes()).containsExactly("delete v", "delete u", "create u", "create v");
        assertThat(world.plan(spec).hasChanges()).isFalse();
    }

    @Test
    void aRunWithALateReplacementMayEndAnywhere() {
        for (var use : List.of(
                "lifecycle: {replaceOnChange: [b.revision]}, properties: {size: 1}",
                "lifecycle: {createBeforeDestroy: true}, properties: {zone: \"r${b.revision}\"}",
                "properties: {zone: \"r${b.revision}\"}")) {
            var user = "u: {type: test.key, " + use + "}";
            var spec = spec(a(2), kept(2), user);
            everywhere("late" + use.length(), crash -> {
                apply(a(1), kept(1), user);
                world.applyUntil(crash, spec);

                world.succeed(spec);
                assertThat(world.cloud.things()).containsOnlyKeys("a", "key-1", "key-3");
                assertThat(world.plan(spec).hasChanges()).isFalse();
            });
        }
    }

    /** Once for each boundary of the run that the crash ends. */
    private void everywhere(String name, Consumer<Crash> story) {
        var crashed = true;
        for (var boundary = 1; crashed; boundary++) {
            world = new World(folder.resolve(name + boundary));
            var crash = Crash.throwing(boundary);
            story.accept(crash);
            crashed = crash.happened();
        }
    }

    private void apply(String... blocks) {
        world.succeed(spec(blocks));
    }
}
