package dev.setpoint.engine.plan;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.stack.Assertion;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A plan: exactly the changes that apply would make.
 *
 * @param options options that the plan was made with
 * @param graph graph of the stack that the plan was made from
 * @param state state that the plan was made from, with the outputs just read
 * @param data properties and outputs of the data sources by name; those that are read during apply are missing
 * @param changes one change for each resource of spec and state, in an order in which they can run one by one
 * @param outputs outputs of the stack, changed or not
 * @param leftOut resources and data sources that {@code --target} or {@code --keep-data} left out; they were not
 *     compared
 * @param assertions conditions that wait for changes, and that apply evaluates
 */
public record Plan(
        PlanOptions options,
        Graph graph,
        State state,
        Map<Address, Value> data,
        List<Change> changes,
        Map<String, OutputChange> outputs,
        Set<Address> leftOut,
        List<Assertion> assertions) {

    public enum Mode {
        APPLY,
        DESTROY,
        /** Writes live values to the state; nothing else changes. */
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

    /** Returns the reasons why the plan cannot be applied; empty when it can. */
    public List<Diagnostic> forbidden() {
        return changes.stream()
                .flatMap(change -> change.target().notes().forbidden().stream())
                .distinct()
                .toList();
    }

    public boolean hasChanges() {
        return changes.stream().anyMatch(change -> !(change instanceof Change.NoOp))
                || outputs.values().stream().anyMatch(OutputChange::changes);
    }
}
