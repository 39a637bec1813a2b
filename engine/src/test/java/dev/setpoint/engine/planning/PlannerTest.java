package dev.setpoint.engine.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.plan.Cause;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.stack.ResourceBlock.Lifecycle;
import dev.setpoint.engine.testing.MemoryCloud;
import dev.setpoint.engine.testing.MemoryProvider;
import dev.setpoint.engine.testing.TestStack;
import dev.setpoint.engine.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlannerTest {

    private final MemoryCloud cloud = new MemoryCloud();
    private final Plans plans = new Plans(cloud);

    @Test
    void aMissingObjectIsCreatedAfterItsDependencies() {
        var stack = plans.stack()
                .resource("key", MemoryProvider.KEY, Map.of("size", number(1)), Lifecycle.DEFAULT)
                .thing("bucket", Map.of("zone", TestStack.reference("key", "arn")));
        var plan = plans.plan(stack);
        assertThat(plan.changes()).extracting(Plans::summary).containsExactly("+ key", "+ bucket");
        var create = (Change.Create) plan.changes().getLast();
        assertThat(create.desired().get("zone")).contains(new Value.Unknown("key.arn"));
        assertThat(create.target().dependsOn()).containsExactly(Address.resource("key"));
        assertThat(create.properties())
                .filteredOn(property -> property.path().toString().equals("zone"))
                .singleElement()
                .satisfies(property -> assertThat(property.cause()).isEqualTo(Cause.REFERENCE));
    }

    @Test
    void aCloudThatMatchesTheSpecNeedsNoChange() {
        plans.applied("a", Map.of("size", Value.of(1)));
        var plan = plans.plan(plans.stack().thing("a", Map.of("size", number(1))));
        assertThat(plan.changes()).singleElement().isInstanceOf(Change.NoOp.class);
        assertThat(plan.hasChanges()).isFalse();
    }

    @Test
    void driftIsFoundAndRepairedInPlace() {
        plans.applied("a", Map.of("size", Value.of(1)));
        cloud.drift("a", "size", Value.of(2));
        var update = plans.only(plans.stack().thing("a", Map.of("size", number(1))), Change.Update.class);
        assertThat(update.changed()).containsExactly("size");
        assertThat(update.properties())
                .singleElement()
                .satisfies(property -> assertThat(property.cause()).isEqualTo(Cause.DRIFT));
    }

    @Test
    void outputsStayKnownThroughAnUpdateUnlessTheyAreVolatile() {
        plans.applied("a", Map.of("size", Value.of(1)));
        plans.applied("b", Map.of("zone", Value.of("arn:a"), "note", Value.of("1")));
        var stack = plans.stack()
                .thing("a", Map.of("size", number(2)))
                .thing(
                        "b",
                        Map.of("zone", TestStack.reference("a", "arn"), "note", TestStack.reference("a", "revision")));
        var plan = plans.plan(stack);
        var update = (Change.Update) plan.changes().getLast();
        assertThat(update.changed()).containsExactly("note");
        assertThat(update.desired().get("note")).contains(new Value.Unknown("a.revision"));
    }

    @Test
    void aReplacementMakesOutputsUnknownAndSaysWhatIsLost() {
        plans.applied("a", Map.of("zone", Value.of("x")));
        plans.applied("b", Map.of("note", Value.of("arn:a")));
        var stack = plans.stack()
                .thing("a", Map.of("zone", TestStack.literal("y")))
                .thing("b", Map.of("note", TestStack.reference("a", "arn")));
        var plan = plans.plan(stack);
        assertThat(plan.changes()).extracting(Plans::summary).containsExactly("-/+ a", "~ b");
        assertThat(plan.changes().getFirst().target().notes().dataLoss())
                .containsExactly("What is in the thing is lost.");
    }

    @Test
    void anObjectThatIsGoneIsCreatedAgain() {
        plans.applied("a", Map.of());
        cloud.vanish("a");
        var create = plans.only(plans.stack().thing("a", Map.of()), Change.Create.class);
        assertThat(create.reason()).isEqualTo(Change.CreateReason.GONE);
    }

    @Test
    void anInterruptedCreationIsFinishedByAnUpdate() {
        plans.incomplete("a", Map.of());
        var update = plans.only(plans.stack().thing("a", Map.of("size", number(1))), Change.Update.class);
        assertThat(update.changed()).containsExactly("size");
        cloud.drift("a", "size", Value.of(1));
        assertThat(plans.only(plans.stack().thing("a", Map.of("size", number(1))), Change.Update.class)
                        .changed())
                .isEmpty();
    }

    @Test
    void anExistingObjectIsNotAdoptedSilently() {
        plans.there("a", Value.Map.EMPTY);
        var problems = plans.problems(plans.stack().thing("a", Map.of()));
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("SP0520");
            assertThat(problem.message()).contains("`a`");
            assertThat(problem.hint())
                    .hasValueSatisfying(hint -> assertThat(hint).contains("import: a"));
        });
    }

    @Test
    void aNameThatThisPlanFreesIsNotTakenByAnotherBlock() {
        plans.applied("old", Map.of());
        var stack = plans.stack()
                .resource("fresh", MemoryProvider.THING, Map.of("name", TestStack.literal("old")), Lifecycle.DEFAULT);
        var plan = plans.plan(stack);
        assertForbidden(plan, "SP0585");
    }

    @Test
    void defaultTagsBelongToWhatIsWanted() {
        plans.applied("a", Map.of("tags", Value.Map.EMPTY.with("team", Value.of("x"))));
        plans.defaultTags(Value.Map.EMPTY.with("team", Value.of("x")));
        assertThat(plans.plan(plans.stack().thing("a", Map.of())).hasChanges()).isFalse();
        plans.defaultTags(Value.Map.EMPTY.with("team", Value.of("y")));
        assertThat(plans.only(plans.stack().thing("a", Map.of()), Change.Update.class)
                        .changed())
                .containsExactly("tags");
    }

    @Test
    void onlyTheTargetsAndWhatTheyNeedArePlanned() {
        var stack = plans.stack()
                .thing("a", Map.of())
                .thing("b", Map.of("note", TestStack.reference("a", "arn")))
                .thing("c", Map.of());
        var plan = plans.plan(stack, PlanOptions.APPLY.targeting(Set.of(Address.resource("b"))));
        assertThat(plan.changes()).extracting(Plans::summary).containsExactly("+ a", "+ b");
    }

    @Test
    void anOutputThatWaitsIsUnknown() {
        var plan = plans.plan(plans.stack().thing("a", Map.of()).output("arn", TestStack.reference("a", "arn")));
        assertThat(plan.outputs())
                .containsEntry(
                        "arn", new Plan.OutputChange(Optional.empty(), Optional.of(new Value.Unknown("a.arn")), false));
    }

    @Test
    void theValueOfAnExpressionIsValidated() {
        plans.applied("a", Map.of("note", Value.of("purple")));
        var stack = plans.stack()
                .thing("a", Map.of("note", TestStack.literal("purple")))
                .thing("b", Map.of("colour", TestStack.reference("a", "note")));
        assertThat(plans.problems(stack))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("colour"));
    }

    private static void assertForbidden(Plan plan, String... codes) {
        assertThat(plan.forbidden()).extracting(Diagnostic::code).containsExactly(codes);
    }

    private static Term number(int n) {
        return TestStack.literal(Value.of(n));
    }
}
