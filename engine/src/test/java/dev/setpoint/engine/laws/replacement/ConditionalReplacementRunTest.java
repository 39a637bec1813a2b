package dev.setpoint.engine.laws.replacement;

import static dev.setpoint.engine.laws.replacement.ConditionalSpecs.OTHER;
import static dev.setpoint.engine.laws.replacement.ConditionalSpecs.SAME;
import static dev.setpoint.engine.laws.replacement.ConditionalSpecs.a;
import static dev.setpoint.engine.laws.replacement.ConditionalSpecs.b;
import static dev.setpoint.engine.laws.replacement.ConditionalSpecs.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.plan.PlanOrigin;
import dev.setpoint.engine.plan.saved.SavedPlan;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.testing.Crash;
import dev.setpoint.engine.testing.World;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of a plan whose replacement is decided during apply: with targets, saved, rolled back, cut short. */
final class ConditionalReplacementRunTest {

    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void begin() {
        world = new World(folder);
    }

    @Test
    void aTargetDecidesTheSame() {
        apply(a(1), b(SAME, false), "c: {type: test.thing, properties: {name: c}}");
        var spec = spec(a(2), b(SAME, false), "c: {type: test.thing, properties: {name: c, size: 4}}");
        var run = world.run(spec, PlanOptions.APPLY.targeting(List.of(Address.resource("b"))));
        assertThat(run.outcome().succeeded()).isTrue();
        assertThat(world.cloud.changes()).containsExactly("update a");
    }

    @Test
    void withoutARefreshTheDecisionIsTheSame() {
        apply(a(1), b(SAME, false));
        assertThat(world.run(spec(a(2), b(SAME, false)), PlanOptions.APPLY.withoutRefresh())
                        .outcome()
                        .succeeded())
                .isTrue();
        assertThat(world.cloud.changes()).containsExactly("update a");
    }

    @Test
    void aMovedBlockIsDecidedAboutToo() {
        apply(a(1), b(SAME, false));
        var moved = spec(a(2), "c: {type: test.thing, moved: [b], properties: {name: b, zone: " + SAME + "}}");
        world.succeed(moved);
        assertThat(world.cloud.changes()).containsExactly("update a");
        assertThat(world.plan(moved).hasChanges()).isFalse();
    }

    @Test
    void whatHasChangedSinceThePlanIsLeftAlone() {
        apply(a(1), b(OTHER, false));
        world.cloud.before(request -> {
            if (request.operation().equals("update")) {
                world.cloud.drift("b", "zone", Value.of("moved"));
            }
        });
        var outcome = world.apply(spec(a(2), b(OTHER, false))).outcome();
        assertThat(outcome.failed().values()).extracting(Diagnostic::code).containsExactly("SP0607");
        assertThat(world.cloud.things()).containsKey("b");
    }

    @Test
    void theOutcomeSaysWhatWasDone() {
        apply(a(1), b(SAME, false));
        assertThat(world.apply(spec(a(2), b(SAME, false))).outcome().done())
                .filteredOn(change -> !(change instanceof Change.NoOp))
                .singleElement()
                .isInstanceOf(Change.Update.class);

        apply(a(2), b(OTHER, false));
        assertThat(world.apply(spec(a(3), b(OTHER, false))).outcome().done())
                .anyMatch(Change.Replace.class::isInstance);
    }

    @Test
    void aSavedPlanKeepsTheCondition() {
        apply(a(1), b(SAME, false));
        var here = new PlanOrigin("1", false, Map.of());
        var plan = world.plan(spec(a(2), b(SAME, false)));
        var saved = SavedPlan.of(plan, here);
        assertThat(saved.verify(world.plan(spec(a(2), b(SAME, false))), here)).isEmpty();
        assertThat(saved.preview().changes())
                .anySatisfy(change -> assertThat(change)
                        .isInstanceOfSatisfying(
                                Change.Replace.class,
                                replace -> assertThat(replace.isConditional()).isTrue()));
        assertThat(saved.preview().counts().conditional()).isEqualTo(1);
    }

    @Test
    void aRollbackTakesBackWhatWasDecided() {
        var user = "z: {type: test.thing, properties: {name: z, comment: \"${b.arn}\"}}";
        for (var zone : List.of(SAME, OTHER)) {
            world = new World(folder.resolve(zone.equals(SAME) ? "same" : "other"));
            var key = "b: {type: test.key, lifecycle: {createBeforeDestroy: true}, properties: {zone: " + zone + "}}";
            apply(a(1), key);
            world.cloud.fail("create z", ProviderException.of(ProviderException.Kind.INVALID, "Unlucky", "No luck."));
            var outcome = world.applyOrRollBack(spec(a(2), key, user)).outcome();
            assertThat(outcome.rollback().orElseThrow().isComplete()).isTrue();
            assertThat(outcome.rollback().orElseThrow().undone())
                    .hasSize(zone.equals(SAME) ? 1 : 2)
                    .noneMatch(change -> change instanceof Change.Replace replace && replace.isConditional());
            assertThat(world.cloud.things()).containsOnlyKeys("a", "key-1");
            assertThat(world.cloud.thing("a").orElseThrow().properties().get("size"))
                    .contains(Value.of(1));
        }
    }

    @Test
    void aRunMayEndAnywhere() {
        var user = "u: {type: test.thing, properties: {name: u, zone: \"${b.arn}\", uses: [\"${b.name}\"]}}";
        for (var attribute : List.of("size", "arn")) {
            var named = "b: {type: test.thing, properties: {name: \"b-${data.look." + attribute + "}\"}}";
            var spec = spec(a(2), named, user);
            everywhere(attribute, crash -> {
                apply(a(1), named, user);
                world.applyUntil(crash, spec);

                world.succeed(spec);
                assertThat(world.cloud.things())
                        .containsOnlyKeys("a", "u", attribute.equals("size") ? "b-2" : "b-arn:a");
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
