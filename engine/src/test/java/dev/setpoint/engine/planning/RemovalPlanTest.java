package dev.setpoint.engine.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.stack.ResourceBlock.Lifecycle;
import dev.setpoint.engine.testing.MemoryCloud;
import dev.setpoint.engine.testing.MemoryProvider;
import dev.setpoint.engine.testing.TestStack;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Plans of resources that leave the spec or are destroyed, and of their protection. */
class RemovalPlanTest {

    private static final Lifecycle PROTECTED = new Lifecycle(true, false, false, List.of(), List.of(), Map.of());

    private final MemoryCloud cloud = new MemoryCloud();
    private final Plans plans = new Plans(cloud);

    @Test
    void aRemovedResourceIsDeletedAfterItsUsers() {
        plans.applied("a", Map.of());
        plans.applied("b", Map.of(), "a");
        plans.applied("c", Map.of(), "a");
        var plan = plans.plan(plans.stack().thing("c", Map.of()));
        assertThat(plan.changes()).extracting(Plans::summary).containsExactly("c", "- b", "- a");
    }

    @Test
    void protectionOutlivesTheBlock() {
        plans.applied("a", Map.of());
        plans.protect("a");
        assertForbidden(plans.plan(plans.stack()), "SP0522");
        var replaced = plans.stack()
                .resource("a", MemoryProvider.THING, Map.of("name", TestStack.literal("b")), Lifecycle.DEFAULT);
        assertForbidden(plans.plan(replaced), "SP0524");
    }

    @Test
    void liftingProtectionIsAChangeOfItsOwn() {
        plans.applied("a", Map.of());
        plans.protect("a");
        var update = plans.only(plans.stack().thing("a", Map.of()), Change.Update.class);
        assertThat(update.changed()).isEmpty();
        assertThat(update.properties())
                .singleElement()
                .satisfies(property -> assertThat(property.path()).hasToString("lifecycle.preventDestroy"));
    }

    @Test
    void destroyNamesAllProtectedObjectsAtOnce() {
        plans.applied("a", Map.of());
        plans.applied("b", Map.of());
        plans.protect("a");
        var stack = plans.stack()
                .thing("a", Map.of())
                .resource("b", MemoryProvider.THING, Map.of("name", TestStack.literal("b")), PROTECTED);
        assertForbidden(plans.plan(stack, PlanOptions.DESTROY), "SP0523", "SP0523");
    }

    @Test
    void destroyingDeletesInReverse() {
        plans.applied("a", Map.of());
        plans.applied("b", Map.of(), "a");
        var plan = plans.plan(plans.stack().thing("a", Map.of()).thing("b", Map.of()), PlanOptions.DESTROY);
        assertThat(plan.changes()).extracting(Plans::summary).containsExactly("- b", "- a");
    }

    @Test
    void deletionOptionsComeFromThePresentSpec() {
        plans.applied("a", Map.of("token", Value.of("then"), "colour", Value.of("red")));
        var stack = plans.stack()
                .thing("a", Map.of("token", TestStack.literal("now"), "colour", TestStack.literal("blue")));
        assertThat(plans.plan(stack, PlanOptions.DESTROY).changes())
                .singleElement()
                .isInstanceOfSatisfying(
                        Change.Delete.class,
                        delete -> assertThat(delete.last())
                                .isEqualTo(Value.Map.EMPTY
                                        .with("token", Value.of("now"))
                                        .with("colour", Value.of("red"))
                                        .with("name", Value.of("a"))));
    }

    @Test
    void objectsThatAReplacementLeftBehindAreDeleted() {
        plans.applied("a", Map.of());
        plans.depose("a", "older");
        var stack = plans.stack().thing("a", Map.of());
        assertThat(plans.plan(stack).changes()).extracting(Plans::summary).containsExactly("forget a", "a");
        plans.there("older", Value.Map.EMPTY);
        assertThat(plans.plan(stack).changes()).extracting(Plans::summary).containsExactly("a", "- a");
    }

    private static void assertForbidden(Plan plan, String... codes) {
        assertThat(plan.forbidden()).extracting(Diagnostic::code).containsExactly(codes);
    }
}
