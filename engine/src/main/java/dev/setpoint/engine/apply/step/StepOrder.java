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
 * Takes a plan apart into steps and says in which order they may run:
 *
 * <ul>
 *   <li>what is put waits for what it depends on to be put or read, and for what stands in its way to be removed;
 *   <li>a conditional replacement is decided when what it depends on is put, read or, where that is itself deleted
 *       first, decided, and before it removes or puts anything;
 *   <li>what is removed waits for whatever depended on it, by the state, to be removed or to be put anew;
 *   <li>a replacement removes first or puts first, as planned;
 *   <li>what may turn out to be another address's object is put before that is removed.
 * </ul>
 */
public final class StepOrder {

    private final Plan plan;
    private final Map<Address, Integer> puts = new LinkedHashMap<>();
    private final Map<Address, Integer> decisions = new HashMap<>();
    private final Map<Address, List<Integer>> removals = new LinkedHashMap<>();
    private final Map<Address, List<Address>> dependents = new HashMap<>();
    private final Set<Address> removedFirst = new HashSet<>();
    private final List<Step> steps = new ArrayList<>();

    private StepOrder(Plan plan) {
        this.plan = plan;
    }

    /** @param state with moves already made */
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
                case Step.Read(var block) ->
                    afterPuts(graph, number, plan.graph().dependenciesOf(block.address()));
                case Step.Decide(var change) -> orderDecision(graph, number, change);
                case Step.CreateOrUpdate(var change) -> orderPut(graph, number, change);
                case Step.Refresh _ -> {}
                case Step.Remove(var change) -> orderRemoval(graph, number, change);
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

    /** Tells whether the change makes an object. */
    public static boolean makes(Change change) {
        return change.effect() instanceof Change.Create || change.effect() instanceof Change.Replace;
    }

    private void split(Change change) {
        switch (change.effect()) {
            // A refresh does not ask what the spec has; in every other run the state learns that.
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

    private void put(Step step) {
        puts.put(step.address(), steps.size());
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

    /** A target names resources alone; what is read on the way must be there as well. */
    private Set<Address> needed(Change change) {
        var needed = new HashSet<>(plan.graph().dependenciesOf(change.address()));
        needed.addAll(change.target().dependsOn());
        return needed;
    }

    private void orderDecision(StepGraph graph, int decision, Change change) {
        for (var dependency : needed(change)) {
            // What is deleted before it is made anew goes after its users: they are decided about first.
            var decided = Optional.ofNullable(decisions.get(dependency)).filter(_ -> removedFirst.contains(dependency));
            decided.or(() -> Optional.ofNullable(puts.get(dependency)))
                    .ifPresent(step -> graph.require(step, decision));
        }
    }

    private void orderPut(StepGraph graph, int put, Change change) {
        Optional.ofNullable(decisions.get(change.address())).ifPresent(decision -> graph.require(decision, put));
        afterPuts(graph, put, needed(change));
        for (var obstacle : change.target().afterDeletionOf()) {
            removalsOf(obstacle).forEach(removal -> graph.require(removal, put));
        }
        for (var dependency : change.target().dependsOn()) {
            // The old object of a replacement made first goes when nobody refers to it any more.
            if (!removedFirst.contains(dependency)) {
                removalsOf(dependency).forEach(removal -> graph.prefer(put, removal, Weight.USE));
            }
        }
    }

    private void afterPuts(StepGraph graph, int step, Set<Address> dependencies) {
        for (var dependency : dependencies) {
            Optional.ofNullable(puts.get(dependency)).ifPresent(put -> graph.require(put, step));
        }
    }

    private void orderRemoval(StepGraph graph, int removal, Change change) {
        var address = change.address();
        if (change.isOfGoneLeftOver()) {
            // The new object may have its name.
            Optional.ofNullable(puts.get(address)).ifPresent(put -> graph.require(removal, put));
            return;
        }
        if (change.effect() instanceof Change.Replace replace) {
            var put = Optional.ofNullable(puts.get(address)).orElseThrow();
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
            // It goes when its resource, and all that use it, have no need of it any more.
            Optional.ofNullable(puts.get(address)).ifPresent(put -> graph.prefer(put, removal, Weight.USE));
        } else {
            // The address is dropped from the state with its present object: deposed ones go before it.
            removalsOf(address).stream()
                    .filter(other -> steps.get(other) instanceof Step.Remove(var leftOver) && leftOver.isOfLeftOver())
                    .forEach(other -> graph.prefer(other, removal, Weight.USE));
        }
        for (var dependent : Optional.ofNullable(dependents.get(address)).orElse(List.of())) {
            removalsOf(dependent).forEach(other -> graph.prefer(other, removal, weight(dependent, address)));
            Optional.ofNullable(puts.get(dependent))
                    .filter(put -> !(removedFirst.contains(address) && dependsOn(put, address)))
                    .ifPresent(put -> graph.prefer(put, removal, Weight.USE));
        }
    }

    /** Reads the data that an object is made anew with before the old one is deleted. */
    private void readBefore(StepGraph graph, int removal, Address address) {
        for (var dependency : plan.graph().dependenciesOf(address)) {
            Optional.ofNullable(puts.get(dependency))
                    .filter(_ -> dependency.isData())
                    .ifPresent(read -> graph.prefer(read, removal, Weight.READ));
        }
    }

    /** The order in which a user of an object goes before it. */
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
