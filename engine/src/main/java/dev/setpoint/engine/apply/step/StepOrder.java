package dev.setpoint.engine.apply.step;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.apply.step.StepGraph.Weight;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.planning.live.Inventory;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Splits a plan into steps and orders them:
 *
 * <ul>
 *   <li>a creation or update waits for its dependencies, and for the deletion of objects that block it;
 *   <li>a conditional replacement is decided after its dependencies are applied, or decided where they are deleted
 *       first, and before its own deletion and creation;
 *   <li>a deletion waits until the resources that depended on the object, by the state, are deleted or changed;
 *   <li>a replacement deletes first or creates first, as planned;
 *   <li>a condition is evaluated after all that it reads, and before what depends on it;
 *   <li>a creation that may name another address's object comes before the deletion of that object.
 * </ul>
 */
public final class StepOrder {

    private final Plan plan;
    private final Map<Address, Integer> applySteps = new LinkedHashMap<>();
    private final CheckOrder checks;
    private final Map<Step.Check, Integer> checkSteps = new HashMap<>();
    private final Map<Address, Integer> decisions = new HashMap<>();
    private final Map<Address, List<Integer>> removals = new LinkedHashMap<>();
    private final Map<Address, List<Address>> dependents = new HashMap<>();
    private final Set<Address> removedFirst = new HashSet<>();
    private final List<Step> steps = new ArrayList<>();

    private StepOrder(Plan plan) {
        this.plan = plan;
        this.checks = new CheckOrder(plan);
    }

    /** @param state after moves */
    public static StepGraph of(Plan plan, State state, SchemaCatalog schemas, Inventory inventory) {
        return new StepOrder(plan).graph(state, new PossibleRenames(state, schemas, inventory));
    }

    private StepGraph graph(State state, PossibleRenames renames) {
        if (plan.mode() == Plan.Mode.APPLY) {
            plan.graph().stack().data().values().stream()
                    .filter(block -> !plan.data().containsKey(block.address())
                            && !plan.leftOut().contains(block.address()))
                    .forEach(block -> put(new Step.Read(block)));
        }
        plan.changes().forEach(this::split);
        checks.steps().forEach(this::check);
        state.resources().values().forEach(this::noteDependencies);
        var groups = renames.of(steps);
        var first = steps.size();
        groups.forEach(group -> steps.add(
                new Step.Barrier(steps.get(group.creations().getFirst()).address())));
        var graph = new StepGraph(steps);
        for (var i = 0; i < groups.size(); i++) {
            join(graph, groups.get(i), first + i);
        }
        for (var number = 0; number < steps.size(); number++) {
            switch (steps.get(number)) {
                case Step.Read(var block) -> orderRead(graph, number, block.address());
                case Step.Decide(var change) -> orderDecision(graph, number, change);
                case Step.CreateOrUpdate(var change) -> orderPut(graph, number, change);
                case Step.Refresh _ -> {}
                case Step.Remove(var change) -> orderRemoval(graph, number, change);
                case Step.Check check -> afterPuts(graph, number, checks.reads(check));
                case Step.Barrier _ -> {}
                case Step.Undo _ -> throw new IllegalStateException("A plan undoes nothing.");
            }
        }
        return graph;
    }

    private static void join(StepGraph graph, PossibleRenames.Group group, int between) {
        group.creations().forEach(creation -> graph.prefer(creation, between, Weight.USE));
        group.deletions().forEach(deletion -> graph.prefer(between, deletion, Weight.USE));
    }

    /** Tells whether the change creates or updates an object. */
    public static boolean makes(Change change) {
        return change.effect() instanceof Change.Create || change.effect() instanceof Change.Replace;
    }

    private void split(Change change) {
        switch (change.effect()) {
            // A refresh does not evaluate the spec. Every other run records it in the state.
            case Change.NoOp _ when plan.mode() == Plan.Mode.REFRESH -> {}
            case Change.Create _, Change.Update _, Change.NoOp _ -> put(new Step.CreateOrUpdate(change));
            case Change.Replace replace -> {
                if (replace.order() == Change.Order.DELETE_FIRST) {
                    removedFirst.add(change.address());
                }
                if (replace.isConditional()) {
                    decisions.put(change.address(), steps.size());
                    steps.add(new Step.Decide(change));
                }
                put(new Step.CreateOrUpdate(change));
                remove(new Step.Remove(change));
            }
            case Change.Delete _, Change.Forget _ -> remove(new Step.Remove(change));
            case Change.Refresh refresh -> steps.add(new Step.Refresh(refresh));
            case Change.Import _, Change.Restore _, Change.Move _ ->
                throw new IllegalStateException("An effect is none of these.");
        }
    }

    private void check(Step.Check check) {
        checkSteps.put(check, steps.size());
        steps.add(check);
    }

    private void put(Step step) {
        applySteps.put(step.address(), steps.size());
        steps.add(step);
    }

    private void remove(Step step) {
        removals.computeIfAbsent(step.address(), _ -> new ArrayList<>()).add(steps.size());
        steps.add(step);
    }

    private void noteDependencies(ResourceState resource) {
        for (var dependency : resource.dependencies()) {
            dependents.computeIfAbsent(dependency, _ -> new ArrayList<>()).add(resource.address());
        }
    }

    /** Returns the addresses that the change reads, including data sources that a target does not name. */
    private Set<Address> needed(Change change) {
        var needed = new HashSet<>(plan.graph().dependenciesOf(change.address()));
        needed.addAll(change.target().dependsOn());
        return needed;
    }

    private void orderDecision(StepGraph graph, int decision, Change change) {
        afterChecks(graph, decision, change.address(), needed(change));
        for (var dependency : needed(change)) {
            // An object that is deleted before its replacement is created goes after its users, so they are decided
            // first.
            var decided = Optional.ofNullable(decisions.get(dependency)).filter(_ -> removedFirst.contains(dependency));
            decided.or(() -> Optional.ofNullable(applySteps.get(dependency)))
                    .ifPresent(step -> graph.require(step, decision));
        }
    }

    private void orderPut(StepGraph graph, int put, Change change) {
        Optional.ofNullable(decisions.get(change.address())).ifPresent(decision -> graph.require(decision, put));
        afterPuts(graph, put, needed(change));
        afterChecks(graph, put, change.address(), needed(change));
        for (var obstacle : change.target().afterDeletionOf()) {
            removalsOf(obstacle).forEach(removal -> graph.require(removal, put));
        }
        for (var dependency : change.target().dependsOn()) {
            // The old object of a create-first replacement is deleted when nothing refers to it.
            if (!removedFirst.contains(dependency)) {
                removalsOf(dependency).forEach(removal -> graph.prefer(put, removal, Weight.USE));
            }
        }
    }

    private void orderRead(StepGraph graph, int read, Address data) {
        var needed = plan.graph().dependenciesOf(data);
        afterPuts(graph, read, needed);
        afterChecks(graph, read, data, needed);
    }

    /** The conditions of what the step depends on are evaluated first. */
    private void afterChecks(StepGraph graph, int step, Address address, Set<Address> needed) {
        checks.before(address, needed)
                .forEach(check -> Optional.ofNullable(checkSteps.get(check))
                        .ifPresent(number -> graph.prefer(number, step, Weight.CHECK)));
    }

    private void afterPuts(StepGraph graph, int step, Set<Address> dependencies) {
        for (var dependency : dependencies) {
            Optional.ofNullable(applySteps.get(dependency)).ifPresent(put -> graph.require(put, step));
        }
    }

    private void orderRemoval(StepGraph graph, int removal, Change change) {
        var address = change.address();
        if (change.isOfGoneLeftOver()) {
            // The new object may have the same name.
            Optional.ofNullable(applySteps.get(address)).ifPresent(put -> graph.require(removal, put));
            return;
        }
        if (change.effect() instanceof Change.Replace replace) {
            var put = Optional.ofNullable(applySteps.get(address)).orElseThrow();
            switch (replace.order()) {
                case DELETE_FIRST -> {
                    graph.require(removal, put);
                    readBefore(graph, removal, address);
                }
                case CREATE_FIRST -> graph.require(put, removal);
            }
            Optional.ofNullable(decisions.get(address)).ifPresent(decision -> graph.require(decision, removal));
        }
        if (change.isOfLeftOver()) {
            // It is deleted after its resource and all users have changed.
            Optional.ofNullable(applySteps.get(address)).ifPresent(put -> graph.prefer(put, removal, Weight.USE));
        } else {
            // Deposed objects go first, because the address leaves the state with its current object.
            removalsOf(address).stream()
                    .filter(other -> steps.get(other) instanceof Step.Remove(var leftOver) && leftOver.isOfLeftOver())
                    .forEach(other -> graph.prefer(other, removal, Weight.USE));
        }
        for (var dependent : Optional.ofNullable(dependents.get(address)).orElse(List.of())) {
            removalsOf(dependent).forEach(other -> graph.prefer(other, removal, weight(dependent, address)));
            Optional.ofNullable(applySteps.get(dependent))
                    .filter(put -> !(removedFirst.contains(address) && dependsOn(put, address)))
                    .ifPresent(put -> graph.prefer(put, removal, Weight.USE));
        }
    }

    /** Reads the data sources of the new object before the old one is deleted. */
    private void readBefore(StepGraph graph, int removal, Address address) {
        for (var dependency : plan.graph().dependenciesOf(address)) {
            Optional.ofNullable(applySteps.get(dependency))
                    .filter(_ -> dependency.isData())
                    .ifPresent(read -> graph.prefer(read, removal, Weight.READ));
        }
    }

    /** Returns the strength of the order between a user's deletion and its dependency's. */
    private Weight weight(Address user, Address used) {
        var direct = Optional.ofNullable(plan.graph().dependencies().get(user))
                .map(reasons -> reasons.containsKey(used))
                .orElse(true);
        return direct ? Weight.USE : Weight.INDIRECT;
    }

    private boolean dependsOn(int put, Address address) {
        return steps.get(put) instanceof Step.CreateOrUpdate(var change)
                && change.target().dependsOn().contains(address);
    }

    private List<Integer> removalsOf(Address address) {
        return Optional.ofNullable(removals.get(address)).orElse(List.of());
    }
}
