package dev.setpoint.engine.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.plan.Cause;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.progress.Event;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.stack.ResourceBlock.Lifecycle;
import dev.setpoint.engine.testing.MemoryCloud;
import dev.setpoint.engine.testing.MemoryProvider;
import dev.setpoint.engine.testing.TestStack;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class PlannerTest {

    private static final Lifecycle PROTECTED = new Lifecycle(true, false, false, List.of(), List.of(), Map.of());

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
    void anotherAccountThanTheStatesIsRefused() {
        plans.applied("a", Map.of());
        plans.realm("another");
        var problems = plans.problems(plans.stack().thing("a", Map.of()));
        assertThat(problems)
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).contains("memory").contains("another"));
    }

    @Test
    void anObjectOfOneRegionIsNotReadInAnother() {
        plans.applied("a", Map.of());
        plans.realm("memory/elsewhere");
        assertThat(plans.problems(plans.stack().thing("a", Map.of())))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo("SP0503");
                    assertThat(problem.message()).contains("`a`", "here", "elsewhere");
                });
    }

    @Test
    void aGlobalObjectIsReachableFromAnyRegion() {
        plans.appliedEverywhere("a");
        plans.realm("memory/elsewhere");
        var stack = plans.stack().resource("a", MemoryProvider.KEY, Map.of(), Lifecycle.DEFAULT);
        assertThat(plans.plan(stack).changes()).singleElement().isInstanceOf(Change.NoOp.class);
    }

    @Test
    void anAccountWithoutRemainingObjectsCanBeChanged() {
        plans.realm("another/elsewhere");
        assertThat(plans.plan(plans.stack().thing("a", Map.of())).changes()).hasSize(1);
    }

    @Test
    void everyReadThatFailsIsReported() {
        plans.applied("a", Map.of());
        plans.applied("b", Map.of());
        var denied = ProviderException.of(ProviderException.Kind.ACCESS_DENIED, "AccessDenied", "You may not.")
                .during("test:Read")
                .needing("test:Read");
        cloud.fail("read a", denied);
        cloud.fail("read b", denied);
        var problems = plans.problems(plans.stack().thing("a", Map.of()).thing("b", Map.of()));
        assertThat(problems).extracting(Diagnostic::code).containsExactly("SP0510", "SP0510");
        assertThat(problems.getFirst().message())
                .isEqualTo("Reading `a` (test.thing) failed at test:Read: You may not (AccessDenied).");
        assertThat(problems.getFirst().hint())
                .hasValueSatisfying(hint -> assertThat(hint).contains("`test:Read`"));
    }

    @Test
    void badCredentialsAreReportedOnce() {
        plans.applied("a", Map.of());
        plans.applied("b", Map.of());
        var expired = ProviderException.of(ProviderException.Kind.CREDENTIALS, "ExpiredToken", "They have expired.");
        cloud.fail("read a", expired);
        cloud.fail("read b", expired);
        assertThat(plans.problems(plans.stack().thing("a", Map.of()).thing("b", Map.of())))
                .extracting(Diagnostic::code)
                .containsExactly("SP0511");
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
    void readingIsReportedAsItHappens() {
        plans.applied("a", Map.of());
        var events = new ConcurrentLinkedQueue<Event>();
        plans.result(plans.stack().thing("a", Map.of()), PlanOptions.APPLY, events::add);
        assertThat(events).hasSize(2).first().isInstanceOf(Event.Started.class);
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

    @Test
    void aStateOnlyResourceIsNeverRead() {
        plans.kept("k", Map.of("text", Value.of("x")));
        assertThat(plans.plan(plans.stack()
                                .resource(
                                        "k",
                                        MemoryProvider.KEPT,
                                        Map.of("text", TestStack.literal("x")),
                                        Lifecycle.DEFAULT))
                        .hasChanges())
                .isFalse();
    }

    private static void assertForbidden(Plan plan, String... codes) {
        assertThat(plan.forbidden()).extracting(Diagnostic::code).containsExactly(codes);
    }

    private static Term number(int n) {
        return TestStack.literal(Value.of(n));
    }
}
