package dev.setpoint.engine.apply;

import static dev.setpoint.engine.apply.ExampleStacks.CREATE_FIRST;
import static dev.setpoint.engine.apply.ExampleStacks.chain;
import static dev.setpoint.engine.apply.ExampleStacks.key;
import static dev.setpoint.engine.apply.ExampleStacks.uses;
import static dev.setpoint.engine.testing.TestStack.literal;
import static dev.setpoint.engine.testing.TestStack.reference;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.testing.MemoryCloud;
import dev.setpoint.engine.testing.MemoryProvider;
import dev.setpoint.engine.testing.TestPlans;
import dev.setpoint.engine.testing.TestStack;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applies that end: the order of the calls, what the state holds afterwards, and plans that no longer fit. */
final class ApplierTest {

    @TempDir
    Path folder;

    private Bench bench = new Bench(Path.of("."), new MemoryCloud());

    @BeforeEach
    void emptyCloud() {
        bench = new Bench(folder, new MemoryCloud());
    }

    @Test
    void everythingIsMadeAfterWhatItDependsOnAndGetsItsRealOutputs() {
        var outcome = bench.apply(chain());

        assertThat(outcome.succeeded()).as("%s", outcome).isTrue();
        assertThat(bench.cloud().changes()).containsExactly("create key", "create bucket", "create policy");
        assertThat(bench.cloud().thing("bucket").orElseThrow().properties().string("comment"))
                .contains("arn:key-1");
        assertThat(outcome.state().outputs().string("arn")).contains("arn:bucket");
        assertThat(outcome.state()).isEqualTo(bench.state());
        assertThat(outcome.state()
                        .resource(Address.resource("policy"))
                        .orElseThrow()
                        .dependencies())
                .containsExactly(Address.resource("bucket"));
    }

    @Test
    void applyingAgainDoesNothingAndWritesNothing() {
        var first = bench.apply(chain());
        bench.cloud().forgetRequests();
        var second = bench.apply(chain());

        assertThat(bench.cloud().changes()).isEmpty();
        assertThat(second.succeeded()).isTrue();
        assertThat(second.state()).isEqualTo(first.state());
    }

    @Test
    void aChangedPropertyIsUpdatedInPlace() {
        bench.apply(new TestStack().thing("bucket", Map.of("size", literal(Value.of(1)))));
        bench.cloud().forgetRequests();
        var outcome = bench.apply(new TestStack().thing("bucket", Map.of("size", literal(Value.of(2)))));

        assertThat(outcome.succeeded()).as("%s", outcome).isTrue();
        assertThat(bench.cloud().changes()).containsExactly("update bucket");
        assertThat(bench.cloud().thing("bucket").orElseThrow().properties().integer("size"))
                .contains(2);
    }

    @Test
    void destroyingRunsBackwards() {
        bench.apply(chain());
        bench.cloud().forgetRequests();
        var outcome = bench.destroy(chain());

        assertThat(outcome.succeeded()).as("%s", outcome).isTrue();
        assertThat(bench.cloud().changes()).containsExactly("delete policy", "delete bucket", "delete key");
        assertThat(bench.cloud().things()).isEmpty();
        assertThat(outcome.state().isEmpty()).isTrue();
    }

    @Test
    void whatLeftTheSpecIsDeletedAfterWhatUsedItWasChanged() {
        bench.apply(new TestStack().thing("old", Map.of()).thing("user", uses("old")));
        bench.cloud().forgetRequests();
        var outcome = bench.apply(new TestStack().thing("fresh", Map.of()).thing("user", uses("fresh")));

        assertThat(outcome.succeeded()).as("%s", outcome).isTrue();
        assertThat(bench.cloud().changes()).containsExactly("create fresh", "update user", "delete old");
    }

    @Test
    void aReplacementDeletesFirstOrCreatesFirstAsItsLifecycleSays() {
        bench.apply(key("a", ResourceBlock.Lifecycle.DEFAULT));
        bench.cloud().forgetRequests();
        assertThat(bench.apply(key("b", ResourceBlock.Lifecycle.DEFAULT)).succeeded())
                .isTrue();
        assertThat(bench.cloud().changes()).containsExactly("delete key", "create key");

        bench.cloud().forgetRequests();
        var outcome = bench.apply(key("c", CREATE_FIRST));
        assertThat(outcome.succeeded()).as("%s", outcome).isTrue();
        assertThat(bench.cloud().changes()).containsExactly("create key", "delete key");
        assertThat(bench.cloud().things()).hasSize(1);
        assertThat(bench.state().resource(Address.resource("key")).orElseThrow().deposed())
                .isEmpty();
    }

    @Test
    void whatChangedSinceThePlanIsLeftAlone() {
        bench.apply(new TestStack().thing("bucket", Map.of("size", literal(Value.of(1)))));
        var wish = new TestStack().thing("bucket", Map.of("size", literal(Value.of(2))));
        var outcome = bench.run(wish, state -> {
            var plan = new TestPlans(bench.cloud()).plan(wish.graph(), state);
            bench.cloud().drift("bucket", "size", Value.of(7));
            return plan;
        });

        assertThat(outcome.failed().values())
                .singleElement()
                .satisfies(diagnostic -> assertThat(diagnostic.message())
                        .contains("changed since the plan", "`size` was `1` and is `7`"));
        assertThat(bench.cloud().thing("bucket").orElseThrow().properties().integer("size"))
                .contains(7);
    }

    @Test
    void whatThePlanShowedOtherwiseIsLeftAlone() {
        var wish = new TestStack().thing("bucket", Map.of("size", literal(Value.of(2))));
        var shown = new TestStack().thing("bucket", Map.of("size", literal(Value.of(3))));
        var outcome = bench.run(wish, state -> {
            var plan = new TestPlans(bench.cloud()).plan(shown.graph(), state);
            return new dev.setpoint.engine.plan.Plan(
                    plan.options(),
                    wish.graph(),
                    state,
                    plan.data(),
                    plan.changes(),
                    plan.outputs(),
                    Set.of(),
                    List.of());
        });

        assertThat(outcome.failed().values())
                .singleElement()
                .satisfies(diagnostic -> assertThat(diagnostic.message()).contains("`size` as `3`", "would be `2`"));
        assertThat(bench.cloud().things()).isEmpty();
    }

    @Test
    void aPlanForAnotherStateIsRefused() {
        bench.apply(chain());
        var plan = new TestPlans(bench.cloud()).plan(chain().graph(), bench.state());
        bench.apply(chain().thing("other", Map.of()));
        try (var session = Bench.value(bench.store().lock("setpoint test", Duration.ZERO))) {
            var outcome = bench.apply(plan, chain(), session);
            assertThat(outcome.succeeded()).isFalse();
            assertThat(outcome.problems().getFirst().code()).isEqualTo("SP0601");
        }
    }

    @Test
    void movesSwapAddressesWithoutTouchingTheCloud() {
        bench.apply(new TestStack().thing("a", Map.of()).thing("b", uses("a")));
        bench.cloud().forgetRequests();
        var a = Address.resource("a");
        var b = Address.resource("b");
        try (var session = Bench.value(bench.store().lock("setpoint test", Duration.ZERO))) {
            session.commit(new dev.setpoint.engine.state.JournalEntry.Moved(Map.of(a, b, b, a)));
            var state = Bench.value(session.checkpoint());
            assertThat(state.resource(a).orElseThrow().identity().value()).isEqualTo("b");
            assertThat(state.resource(a).orElseThrow().dependencies()).containsExactly(b);
        }
        assertThat(bench.cloud().changes()).isEmpty();
    }

    @Test
    void whatIsKeptInTheStateAloneNeedsNoCloud() {
        var stack = new TestStack()
                .resource("one", MemoryProvider.KEPT, Map.of("x", literal("1")), ResourceBlock.Lifecycle.DEFAULT)
                .resource(
                        "two",
                        MemoryProvider.KEPT,
                        Map.of("y", reference("one", "id")),
                        ResourceBlock.Lifecycle.DEFAULT);
        var outcome = bench.apply(stack);

        assertThat(outcome.succeeded()).as("%s", outcome).isTrue();
        assertThat(outcome.state()
                        .resource(Address.resource("two"))
                        .orElseThrow()
                        .applied()
                        .string("y"))
                .contains("kept-one");
        assertThat(outcome.done()).allMatch(Change.Create.class::isInstance);
        assertThat(bench.destroy(stack).state().isEmpty()).isTrue();
    }
}
