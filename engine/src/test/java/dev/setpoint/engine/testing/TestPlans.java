package dev.setpoint.engine.testing;

import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diff.DiffSubject;
import dev.setpoint.engine.diff.Differ;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.ChangeTarget;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A planner as simple as can be, for tests of applying: no drift, no lookups, live is what the cloud of the test holds. */
public final class TestPlans {

    private final MemoryCloud cloud;

    public TestPlans(MemoryCloud cloud) {
        this.cloud = cloud;
    }

    /** A plan that can be applied: what forbids one of its changes is a problem of the whole. */
    public static Result<Plan> applicable(Result<Plan> plan) {
        return plan.then(made -> Result.of(made, made.forbidden()));
    }

    /** Plan that makes the cloud and the state match the graph. */
    public Plan plan(Graph graph, State state) {
        var changes = new ArrayList<Change>();
        var known = new HashMap<String, Value>();
        for (var address : graph.order()) {
            var block = graph.stack().resource(address).orElseThrow();
            changes.add(change(graph, state, block, known));
        }
        state.resources().values().forEach(resource -> {
            if (!graph.stack().resources().containsKey(resource.address())) {
                changes.add(delete(resource, Change.DeleteReason.REMOVED));
            }
            resource.deposed()
                    .forEach(old -> changes.add(new Change.Delete(
                            target(resource), old.identity(), old.applied(), Change.DeleteReason.DEPOSED)));
        });
        return new Plan(PlanOptions.APPLY, graph, state, Map.of(), changes, Map.of(), Set.of(), List.of());
    }

    /** Plan that deletes everything in the state. */
    public Plan destroy(Graph graph, State state) {
        var changes = new ArrayList<Change>();
        state.resources().values().forEach(resource -> changes.add(delete(resource, Change.DeleteReason.DESTROY)));
        return new Plan(PlanOptions.DESTROY, graph, state, Map.of(), changes, Map.of(), Set.of(), List.of());
    }

    private Change change(Graph graph, State state, ResourceBlock block, Map<String, Value> known) {
        var address = block.address();
        Scope scope = (_, name) -> Optional.ofNullable(known.get(name)).orElse(new Value.Unknown(name));
        var desired = (Value.Map) block.properties().evaluate(scope);
        var target = new ChangeTarget(
                address,
                block.type().name(),
                block.provider(),
                Optional.of(block.span()),
                graph.dependenciesOf(address),
                List.of());
        var before = state.resource(address);
        var live = before.flatMap(resource -> live(block.type(), desired, resource));
        if (before.isEmpty() || live.isEmpty()) {
            var reason = before.isEmpty() ? Change.CreateReason.NEW : Change.CreateReason.GONE;
            return new Change.Create(target, reason, desired, List.of());
        }
        var difference = new Differ(state.redaction())
                .compare(new DiffSubject(
                        block.type().properties(),
                        desired,
                        before.get().comparable(desired),
                        live.get(),
                        block.properties(),
                        List.of()));
        if (difference.forcesReplacement()) {
            var order = block.lifecycle().createBeforeDestroy() ? Change.Order.CREATE_FIRST : Change.Order.DELETE_FIRST;
            return new Change.Replace(
                    target,
                    before.get().identity(),
                    desired,
                    live.get(),
                    difference.properties(),
                    order,
                    false,
                    Optional.empty());
        }
        known.put(address.text(), live.get().plus(difference.desired()));
        if (difference.isEmpty() && before.get().complete()) {
            return new Change.NoOp(target, before.get().identity(), difference.desired(), live.get());
        }
        return new Change.Update(
                target,
                before.get().identity(),
                difference.desired(),
                live.get(),
                difference.properties(),
                difference.removed());
    }

    private Optional<Value.Map> live(TypeSchema type, Value.Map desired, ResourceState resource) {
        if (type.stateOnly()) {
            return Optional.of(resource.applied().plus(resource.outputs()));
        }
        var wanted = new HashSet<>(desired.entries().keySet());
        wanted.addAll(resource.applied().entries().keySet());
        return cloud.thing(resource.identity().value())
                .map(thing -> MemoryType.only(thing.properties(), new PropertySet(wanted)));
    }

    private static Change delete(ResourceState resource, Change.DeleteReason reason) {
        return new Change.Delete(target(resource), resource.identity(), resource.applied(), reason);
    }

    private static ChangeTarget target(ResourceState resource) {
        return new ChangeTarget(
                resource.address(),
                resource.type(),
                resource.provider(),
                Optional.empty(),
                Set.copyOf(resource.dependencies()),
                List.of());
    }
}
