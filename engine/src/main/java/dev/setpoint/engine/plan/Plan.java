package dev.setpoint.engine.plan;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Exactly what apply would do.
 *
 * @param options what was asked for
 * @param graph the stack it was made from
 * @param state what it was made against, with the outputs just read
 * @param data properties and outputs of the data sources, as read; one that waits for what apply makes is missing
 * @param changes one for each resource of spec and state, in an order in which they could run one by one
 * @param outputs of the stack, those that change and those that do not
 * @param leftOut what the targets, or the wish to keep data, left out, data sources included: nobody has looked whether
 *     it would change
 */
public record Plan(
        PlanOptions options,
        Graph graph,
        State state,
        Map<Address, Value> data,
        List<Change> changes,
        Map<String, OutputChange> outputs,
        Set<Address> leftOut) {

    public enum Mode {
        APPLY,
        DESTROY,
        /** The state learns what the cloud is like; nothing else changes. */
        REFRESH
    }

    public record OutputChange(Optional<Value> before, Optional<Value> after, boolean sensitive) {
        public boolean changes() {
            return !before.equals(after);
        }
    }

    public Mode mode() {
        return options.mode();
    }

    /** Why the plan cannot be applied; empty when it can. */
    public List<Diagnostic> forbidden() {
        return changes.stream()
                .flatMap(change -> change.target().forbidden().stream())
                .distinct()
                .toList();
    }

    public boolean hasChanges() {
        return changes.stream().anyMatch(change -> !(change instanceof Change.NoOp))
                || outputs.values().stream().anyMatch(OutputChange::changes);
    }
}
