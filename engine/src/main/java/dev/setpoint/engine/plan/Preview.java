package dev.setpoint.engine.plan;

import dev.setpoint.engine.address.Address;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parts of a plan that are shown. A fresh plan and a plan read from a file give the same preview.
 *
 * @param stack the stack's name
 * @param options options that the plan was made with
 * @param changes all changes, in an order in which they can run one by one; unchanged resources only where something
 *     blocks them
 * @param unchanged number of unchanged resources
 * @param leftOut resources that {@code --target} left out, in the order of the file
 * @param waitsFor for each address, the addresses whose changes come first
 * @param checks conditions that apply evaluates
 */
public record Preview(
        String stack,
        PlanOptions options,
        List<Change> changes,
        int unchanged,
        List<Address> leftOut,
        Map<String, Plan.OutputChange> outputs,
        Map<Address, Set<Address>> waitsFor,
        List<PlannedCheck> checks) {

    public Preview {
        changes = List.copyOf(changes);
        leftOut = List.copyOf(leftOut);
        checks = List.copyOf(checks);
    }

    public Plan.Mode mode() {
        return options.mode();
    }

    public static Preview of(Plan plan) {
        var changes = plan.changes().stream().filter(Change::isListed).toList();
        return new Preview(
                plan.graph().stack().name(),
                plan.options(),
                changes,
                (int) plan.changes().stream()
                        .filter(Change.NoOp.class::isInstance)
                        .count(),
                plan.leftOut().stream().filter(address -> !address.isData()).toList(),
                plan.outputs(),
                waits(plan),
                plan.assertions().stream().map(PlannedCheck::of).toList());
    }

    private static Map<Address, Set<Address>> waits(Plan plan) {
        var precedence = ChangeOrder.of(plan.changes(), plan.state());
        var waits = new LinkedHashMap<Address, Set<Address>>();
        for (var i = 0; i < plan.changes().size(); i++) {
            if (plan.changes().get(i).isListed()) {
                var first = waits.computeIfAbsent(plan.changes().get(i).address(), _ -> new LinkedHashSet<>());
                precedence.predecessorsOf(i).stream()
                        .map(plan.changes()::get)
                        .filter(Change::isListed)
                        .forEach(before -> first.add(before.address()));
            }
        }
        return waits;
    }

    /** Returns the changes that must not be made. With one of these, the plan cannot be applied. */
    public List<Change> forbidden() {
        return changes.stream().filter(Change::isForbidden).toList();
    }

    public ChangeCounts counts() {
        return ChangeCounts.of(changes, unchanged);
    }

    public boolean hasChanges() {
        return !changes.isEmpty() || outputs.values().stream().anyMatch(Plan.OutputChange::changes);
    }
}
