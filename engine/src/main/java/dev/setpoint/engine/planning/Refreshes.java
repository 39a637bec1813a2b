package dev.setpoint.engine.planning;

import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.planning.desired.PlanScope;
import dev.setpoint.engine.planning.live.LiveResources;
import dev.setpoint.engine.planning.live.RefreshPlanner;
import dev.setpoint.engine.planning.refusal.PlanProblems;
import dev.setpoint.engine.planning.scope.Selection;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans the refresh of every resource in the state, and sets the values that outputs of the spec then read. */
record Refreshes(
        State state,
        SchemaCatalog catalog,
        Selection selection,
        LiveResources live,
        RefreshPlanner planner,
        Removals removals,
        PlanScope evaluation,
        PlanProblems problems) {

    List<Change> all() {
        var changes = new ArrayList<Change>();
        for (var resource : state.resources().values()) {
            if (selection.contains(resource.address())) {
                refresh(resource).ifPresent(changes::add);
            } else {
                settle(resource, resource.applied(), resource.outputs());
            }
        }
        return changes;
    }

    private Optional<Change> refresh(ResourceState resource) {
        return switch (live.live(resource)) {
            case Result.Failed<Optional<Value.Map>>(var diagnostics) -> {
                problems.addAll(diagnostics);
                yield Optional.empty();
            }
            case Result.Ok<Optional<Value.Map>>(var found, var _) ->
                Optional.of(found.map(properties -> learned(resource, properties))
                        .orElseGet(() -> removals.gone(resource)));
        };
    }

    private Change learned(ResourceState resource, Value.Map live) {
        var change = planner.of(resource, catalog.type(resource.type()).orElseThrow(), live);
        if (change instanceof Change.Refresh refresh) {
            settle(resource, refresh.applied(), refresh.outputs());
        } else {
            settle(resource, resource.applied(), resource.outputs());
        }
        return change;
    }

    private void settle(ResourceState resource, Value.Map applied, Value.Map outputs) {
        evaluation.settle(resource.address(), () -> applied.plus(outputs));
    }
}
