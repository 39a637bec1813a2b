package dev.setpoint.engine.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.progress.Event;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.stack.ResourceBlock.Lifecycle;
import dev.setpoint.engine.testing.MemoryCloud;
import dev.setpoint.engine.testing.MemoryProvider;
import dev.setpoint.engine.testing.TestStack;
import dev.setpoint.engine.value.Value;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Reads of live objects for a plan: accounts, regions and errors. */
class LiveReadTest {

    private final MemoryCloud cloud = new MemoryCloud();
    private final Plans plans = new Plans(cloud);

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
    void readingIsReportedAsItHappens() {
        plans.applied("a", Map.of());
        var events = new ConcurrentLinkedQueue<Event>();
        plans.result(plans.stack().thing("a", Map.of()), PlanOptions.APPLY, events::add);
        assertThat(events).hasSize(2).first().isInstanceOf(Event.Started.class);
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
}
