package dev.setpoint.engine.plan;

import dev.setpoint.engine.address.Address;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What there is to see of a plan: the same of one just made and of one read back from a file, which holds less.
 *
 * @param stack the stack's name
 * @param options what was asked for
 * @param changes all that is done, in an order in which it could run one by one; what stays as it is only where something
 *     is in the way of it
 * @param unchanged how many resources stay as they are
 * @param leftOut resources that the targets left out, in the order of the file
 * @param waitsFor for each address, those whose changes come first
 */
public record Preview(
        String stack,
        PlanOptions options,
        List<Change> changes,
        int unchanged,
        List<Address> leftOut,
        Map<String, Plan.OutputChange> outputs,
        Map<Address, Set<Address>> waitsFor) {

    public Preview {
        changes = List.copyOf(changes);
        leftOut = List.copyOf(leftOut);
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
                waits(plan));
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

    /** Those that must not be done: while there is one, none can be applied. */
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
