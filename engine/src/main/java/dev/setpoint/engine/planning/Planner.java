package dev.setpoint.engine.planning;

import dev.setpoint.engine.assertion.Assessment;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.planning.live.LiveReader;
import dev.setpoint.engine.planning.live.ProviderSwitch;
import dev.setpoint.engine.progress.Event;
import dev.setpoint.engine.provider.Providers;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.state.State;

/**
 * Makes a plan from a graph, a state and the live cloud: reads, compares, and returns the changes that apply would
 * make.
 */
public final class Planner {

    private final Providers providers;
    private final SchemaCatalog catalog;

    public Planner(Providers providers, SchemaCatalog catalog) {
        this.providers = providers;
        this.catalog = catalog;
    }

    /**
     * Makes a plan and changes nothing. All problems are reported, not only the first.
     *
     * @param assertions of the stack
     */
    public Result<Plan> plan(
            Graph graph, Assessment assertions, State state, PlanOptions options, Event.Listener listener) {
        try (var reader = new LiveReader(providers, catalog, state, listener)) {
            var home = ProviderSwitch.of(graph.stack(), state, reader);
            return new PlanRun(graph, assertions, home, options, providers, catalog, reader).plan();
        }
    }
}
