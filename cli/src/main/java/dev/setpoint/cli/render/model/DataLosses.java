package dev.setpoint.cli.render.model;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.plan.Change;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Data that a plan destroys. Blocked changes destroy nothing.
 *
 * @param changes those that destroy data
 * @param addresses resources by the sentence that says what is lost, so that equal losses are told once
 * @param isCertain false when each of the changes is made only if a value differs
 */
public record DataLosses(List<Change> changes, Map<String, List<Address>> addresses, boolean isCertain) {

    static DataLosses of(Collection<Change> planned) {
        var losing = planned.stream()
                .filter(change -> !change.isForbidden() && !change.dataLoss().isEmpty())
                .toList();
        var addresses = new LinkedHashMap<String, List<Address>>();
        losing.forEach(change -> addresses
                .computeIfAbsent(String.join(" ", change.dataLoss()), _ -> new ArrayList<>())
                .add(change.address()));
        return new DataLosses(losing, addresses, losing.stream().anyMatch(DataLosses::isCertain));
    }

    /** Returns false for a change that is made only if a value differs. */
    public static boolean isCertain(Change change) {
        return !(change.effect() instanceof Change.Replace replace && replace.isConditional());
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }
}
