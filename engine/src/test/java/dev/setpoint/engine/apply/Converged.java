package dev.setpoint.engine.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.testing.TestPlans;
import dev.setpoint.engine.testing.TestStack;
import java.util.stream.Collectors;

/** Checks the conditions that hold after every successful run. */
final class Converged {

    private Converged() {}

    /** Checks that every object exists exactly once and that a new plan is empty. */
    static void require(Bench bench, TestStack stack) {
        var state = bench.state();
        var identities = state.resources().values().stream()
                .map(resource -> resource.identity().value())
                .collect(Collectors.toSet());
        assertThat(bench.cloud().things().keySet()).isEqualTo(identities);
        assertThat(state.resources()).hasSize(stack.stack().resources().size());
        assertThat(state.resources().values()).allMatch(ResourceState::complete);
        assertThat(state.resources().values())
                .allMatch(resource -> resource.deposed().isEmpty());
        assertThat(new TestPlans(bench.cloud()).plan(stack.graph(), state).changes())
                .allMatch(Change.NoOp.class::isInstance);
    }
}
