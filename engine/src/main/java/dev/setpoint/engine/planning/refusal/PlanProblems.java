package dev.setpoint.engine.planning.refusal;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Problems found while a plan is made. When the change is known and only making it is impossible or forbidden, the
 * problem blocks that change and the plan shows it. When the change is not known, because a value cannot be evaluated
 * or an object cannot be read, there is no plan.
 */
public final class PlanProblems {

    private final List<Diagnostic> ofThePlan = new ArrayList<>();
    private final Map<Address, List<Diagnostic>> ofChanges = new LinkedHashMap<>();

    /** Adds a problem of the whole plan. An error prevents the plan; a warning does not. */
    public void add(Diagnostic problem) {
        ofThePlan.add(problem);
    }

    public void addAll(List<Diagnostic> problems) {
        ofThePlan.addAll(problems);
    }

    /** Adds a problem that blocks the change of an address. A warning is added to the whole plan. */
    public void block(Address address, Diagnostic problem) {
        if (problem.isError()) {
            ofChanges.computeIfAbsent(address, _ -> new ArrayList<>()).add(problem);
        } else {
            add(problem);
        }
    }

    public int count() {
        return ofThePlan.size();
    }

    /** Returns every problem once. */
    public List<Diagnostic> all() {
        return ofThePlan.stream().distinct().toList();
    }

    /** Returns the changes with their problems. A problem of an address without a change is added to the whole plan. */
    public List<Change> marked(List<Change> changes) {
        var marked = new IdentityHashMap<Change, Change>();
        ofChanges.forEach((address, problems) -> subject(address, changes)
                .ifPresentOrElse(
                        change -> marked.put(
                                change, change.withTarget(change.target().forbidden(problems))),
                        () -> addAll(problems)));
        return changes.stream()
                .map(change -> marked.getOrDefault(change, change))
                .toList();
    }

    /** Returns the change of an address, preferring the current object to deposed ones. */
    private static Optional<Change> subject(Address address, List<Change> changes) {
        return changes.stream()
                .filter(change -> change.address().equals(address))
                .max(Comparator.comparing(Change::touchesCloud).thenComparing(change -> !change.isOfLeftOver()));
    }
}
