package dev.setpoint.engine.laws.replacement;

import static dev.setpoint.engine.laws.replacement.ConditionalSpecs.HEAD;
import static dev.setpoint.engine.laws.replacement.ConditionalSpecs.OTHER;
import static dev.setpoint.engine.laws.replacement.ConditionalSpecs.SAME;
import static dev.setpoint.engine.laws.replacement.ConditionalSpecs.a;
import static dev.setpoint.engine.laws.replacement.ConditionalSpecs.b;
import static dev.setpoint.engine.laws.replacement.ConditionalSpecs.conditional;
import static dev.setpoint.engine.laws.replacement.ConditionalSpecs.replacement;
import static dev.setpoint.engine.laws.replacement.ConditionalSpecs.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.testing.World;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replacements that a value decides which is known only during apply. */
final class ConditionalReplacementTest {

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void begin() {
        world = new World(folder);
    }

    @Test
    void whatTurnsOutTheSameLeavesTheObject() {
        apply(a(1), b(SAME, false));
        var spec = spec(a(2), b(SAME, false));
        assertThat(conditional(world.plan(spec), "b").alternative()).get().isInstanceOf(Change.NoOp.class);

        world.succeed(spec);
        assertThat(world.cloud.changes()).containsExactly("update a");
        assertThat(world.plan(spec).hasChanges()).isFalse();
    }

    @Test
    void whatDiffersReplacesTheObjectAfterTheRead() {
        for (var createFirst : List.of(false, true)) {
            world = new World(folder.resolve("first" + createFirst));
            var key = "b: {type: test.key, lifecycle: {createBeforeDestroy: %s}, properties: {zone: %s}}"
                    .formatted(createFirst, OTHER);
            apply(a(1), key);
            var spec = spec(a(2), key);
            assertThat(conditional(world.plan(spec), "b").order())
                    .isEqualTo(createFirst ? Change.Order.CREATE_FIRST : Change.Order.DELETE_FIRST);

            world.succeed(spec);
            assertThat(requests())
                    .containsExactlyElementsOf(
                            createFirst
                                    ? List.of("update a", "read data.look", "create b", "delete b")
                                    : List.of("update a", "read data.look", "delete b", "create b"));
            assertThat(world.plan(spec).hasChanges()).isFalse();
        }
    }

    @Test
    void theRestIsUpdatedWhereTheObjectStays() {
        var thing = "b: {type: test.thing, properties: {name: b, zone: " + SAME + ", size: %d}}";
        apply(a(1), thing.formatted(1));
        var spec = spec(a(2), thing.formatted(5));
        assertThat(conditional(world.plan(spec), "b").alternative()).get().isInstanceOf(Change.Update.class);

        world.succeed(spec);
        assertThat(world.cloud.changes()).containsExactly("update a", "update b");
        assertThat(world.cloud.thing("b").orElseThrow().properties().get("size"))
                .contains(Value.of(5));
        assertThat(world.plan(spec).hasChanges()).isFalse();
    }

    @Test
    void aReadThatFailsKeepsTheDeletionFromBeginning() {
        for (var zone : List.of(OTHER, "elsewhere")) {
            world = new World(folder.resolve(zone.equals(OTHER) ? "conditional" : "certain"));
            apply(a(1), b(OTHER, false));
            // Forced by the spec alone, the replacement is certain; what it is made with is read first all the same.
            var spec = spec(
                    a(2),
                    "b: {type: test.thing, properties: {name: b, zone: " + zone + ", comment: \"${data.look.arn}\"}}");
            world.cloud.fail("read data.look", ProviderException.of(ProviderException.Kind.OTHER, "Busy", "Not now."));
            assertThat(world.apply(spec).outcome().succeeded()).isFalse();
            assertThat(world.cloud.changes()).doesNotContain("delete b");
            assertThat(world.cloud.things()).containsKey("b");
        }
    }

    @Test
    void whatUsesTheObjectFollowsItEitherWay() {
        var user = "u: {type: test.thing, properties: {name: u, zone: \"${b.arn}\", uses: [\"${b.name}\"]}}";
        for (var differs : List.of(true, false)) {
            world = new World(folder.resolve("differs" + differs));
            var named =
                    "b: {type: test.thing, properties: {name: \"b-${data.look." + (differs ? "size" : "arn") + "}\"}}";
            apply(a(1), named, user);
            var spec = spec(a(2), named, user);
            conditional(world.plan(spec), "b");
            conditional(world.plan(spec), "u");

            world.succeed(spec);
            assertThat(world.cloud.changes())
                    .containsExactlyElementsOf(
                            differs
                                    ? List.of("update a", "delete u", "delete b", "create b", "create u")
                                    : List.of("update a"));
            assertThat(world.plan(spec).hasChanges()).isFalse();
        }
    }

    @Test
    void aPartGoesWithItsOwnerIfThatIsReplaced() {
        var part = "p: {type: test.part, properties: {name: p, of: \"${b.name}\"}}";
        for (var zone : List.of(SAME, OTHER)) {
            world = new World(folder.resolve(zone.equals(SAME) ? "same" : "other"));
            var owner = "b: {type: test.thing, properties: {name: b, colour: green, zone: " + zone + "}}";
            apply(a(1), owner, part);
            var spec = spec(a(2), owner, part);
            conditional(world.plan(spec), "p");

            world.succeed(spec);
            assertThat(world.cloud.changes())
                    .containsExactlyElementsOf(
                            zone.equals(SAME)
                                    ? List.of("update a")
                                    : List.of("update a", "delete p", "delete b", "create b", "create p"));
            assertThat(world.plan(spec).hasChanges()).isFalse();
        }
    }

    @Test
    void replaceOnChangeFollowsAnObjectThatMayBeReplaced() {
        var user = "k: {type: test.key, lifecycle: {replaceOnChange: [b.arn, b]}, properties: {size: 1}}";
        for (var zone : List.of(SAME, OTHER)) {
            world = new World(folder.resolve(zone.equals(SAME) ? "same" : "other"));
            apply(a(1), b(zone, false), user);
            var spec = spec(a(2), b(zone, false), user);
            conditional(world.plan(spec), "k");

            world.succeed(spec);
            assertThat(world.cloud.changes())
                    .containsExactlyElementsOf(
                            zone.equals(SAME)
                                    ? List.of("update a")
                                    : List.of("update a", "delete k", "delete b", "create b", "create k"));
            assertThat(world.plan(spec).hasChanges()).isFalse();
        }
    }

    @Test
    void theOutputOfWhatIsReplacedOrNewIsCertainToDiffer() {
        var user = "b: {type: test.key, properties: {zone: \"${%s.arn}\"}}";
        apply(a(1), user.formatted("a"));
        var replaced = spec("a: {type: test.thing, properties: {name: a, zone: new}}", user.formatted("a"));
        assertThat(replacement(world.plan(replaced), "b").isConditional()).isFalse();
        var created = spec(a(1), "c: {type: test.thing, properties: {name: c}}", user.formatted("c"));
        assertThat(replacement(world.plan(created), "b").isConditional()).isFalse();
    }

    @Test
    void theOutputOfWhatIsMadeAgainMayBeTheSame() {
        var user = "b: {type: test.key, properties: {zone: \"${a.arn}\"}}";
        apply(a(1), user);
        world.cloud.vanish("a");
        var spec = spec(a(1), user);
        conditional(world.plan(spec), "b");

        world.succeed(spec);
        assertThat(world.cloud.changes()).containsExactly("create a");
        assertThat(world.plan(spec).hasChanges()).isFalse();
    }

    @Test
    void whatIsProtectedStaysAsLongAsNothingDiffers() {
        apply(a(1), b(SAME, true));
        var plan = world.plan(spec(a(2), b(SAME, true)));
        assertThat(plan.forbidden()).isEmpty();
        assertThat(plan.changes()).noneMatch(Change.Replace.class::isInstance);
        apply(a(2), b(SAME, true));
        assertThat(world.cloud.changes()).containsExactly("update a");
        assertThat(world.plan(spec(a(2), b(SAME, true))).hasChanges()).isFalse();
    }

    @Test
    void whatIsProtectedIsLeftAloneWhereAValueDiffers() {
        apply(a(1), b(OTHER, true));
        var outcome = world.apply(spec(a(2), b(OTHER, true))).outcome();
        assertThat(outcome.failed().values()).extracting(Diagnostic::code).containsExactly("SP0590");
        assertThat(world.cloud.changes()).containsExactly("update a");
        assertThat(world.plan(spec(a(2), b(OTHER, true))).forbidden())
                .extracting(Diagnostic::code)
                .containsExactly("SP0524");
    }

    @Test
    void aLocalAndALiteralPartMakeNoDifference() {
        var rest = HEAD.replace("resources:", "locals: {place: \"x-${data.look.arn}\"}\nresources:");
        var block = "b: {type: test.thing, properties: {name: b, zone: \"${locals.place}-y\"}}";
        world.succeed(rest + "  " + a(1) + "\n  " + block + "\n");
        var spec = rest + "  " + a(2) + "\n  " + block + "\n";
        conditional(world.plan(spec), "b");
        world.succeed(spec);
        assertThat(world.cloud.changes()).containsExactly("update a");
    }

    @Test
    void instancesAreDecidedAboutEachForItself() {
        var each = "b: {type: test.thing, forEach: [x, y], properties: {name: \"b-${each.key}\","
                + " zone: \"${each.key == 'x' ? string(data.look.size) : data.look.arn}\"}}";
        apply(a(1), each);
        var spec = spec(a(2), each);
        world.succeed(spec);
        assertThat(world.cloud.changes()).containsExactly("update a", "delete b[\"x\"]", "create b[\"x\"]");
        assertThat(world.plan(spec).hasChanges()).isFalse();
    }

    /** The changing calls and the reads of data sources. */
    private List<String> requests() {
        return world.cloud.requests().stream()
                .map(Object::toString)
                .filter(request -> !request.startsWith("find")
                        && (!request.startsWith("read") || request.startsWith("read data.")))
                .toList();
    }

    private void apply(String... blocks) {
        world.succeed(spec(blocks));
    }
}
