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
 * Problems found while a plan is made. Where it is known what would be done, and only the doing is impossible or
 * refused, a problem blocks that one change, and the plan shows it beside the others. Where it is not known what would
 * be done, there is no plan: a value that cannot be evaluated, an object that cannot be read.
 */
public final class PlanProblems {

    private final List<Diagnostic> ofThePlan = new ArrayList<>();
    private final Map<Address, List<Diagnostic>> ofChanges = new LinkedHashMap<>();

    /** Without an answer to this there is no plan, unless it only warns. */
    public void add(Diagnostic problem) {
        ofThePlan.add(problem);
    }

    public void addAll(List<Diagnostic> problems) {
        ofThePlan.addAll(problems);
    }

    /** The change at this address cannot be made; a warning is one of the plan. */
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

    /** Each once. */
    public List<Diagnostic> all() {
        return ofThePlan.stream().distinct().toList();
    }

    /**
     * The changes, those marked that are blocked. A problem of an address at which nothing stands is one of the plan.
     */
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

    /** The change at an address that does something, to the present object rather than to a left-over. */
    private static Optional<Change> subject(Address address, List<Change> changes) {
        return changes.stream()
                .filter(change -> change.address().equals(address))
                .max(Comparator.comparing(Change::touchesCloud).thenComparing(change -> !change.isOfLeftOver()));
    }
}
