package dev.setpoint.engine.planning;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.planning.live.LiveResources;
import dev.setpoint.engine.planning.refusal.PlanProblems;
import dev.setpoint.engine.planning.scope.DecidedBlocks;
import dev.setpoint.engine.planning.scope.RemovedResources;
import dev.setpoint.engine.planning.scope.Selection;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.stack.StaticValues;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Plans the changes of objects in the state that are to go: each is read first, since it may be gone already. */
final class Removals {

    private final Stack stack;
    private final State state;
    private final Selection selection;
    private final Map<Address, Address> renamed;
    private final LiveResources live;
    private final PlanProblems problems;
    private final DecidedBlocks decided;
    private final RemovedResources decision;

    /** @param renamed addresses that the plan moves, from old to new */
    Removals(
            SchemaCatalog catalog,
            Stack stack,
            State state,
            Selection selection,
            Map<Address, Address> renamed,
            LiveResources live,
            DecidedBlocks decided,
            PlanProblems problems) {
        this.stack = stack;
        this.state = state;
        this.selection = selection;
        this.renamed = renamed;
        this.live = live;
        this.decided = decided;
        this.problems = problems;
        this.decision = new RemovedResources(catalog, stack);
    }

    /**
     * Returns the removals of an apply: resources of the state that are not in the spec, and deposed objects.
     *
     * @param planned changes of the resources that are in the spec
     */
    List<Change> unwanted(List<Change> planned) {
        var restored = planned.stream()
                .flatMap(change -> change.restored().stream())
                .collect(Collectors.toMap(Change::address, Change.Restore::id));
        var changes = new ArrayList<Change>();
        for (var resource : state.resources().values()) {
            var address = renamed.getOrDefault(resource.address(), resource.address());
            if (!selection.contains(address)) {
                continue;
            }
            if (decided.option(address).isPresent()) {
                removal(resource, Change.DeleteReason.OFF).ifPresent(changes::add);
            } else if (!stack.resources().containsKey(address)) {
                removal(resource, Change.DeleteReason.REMOVED).ifPresent(changes::add);
            }
            var now = Optional.ofNullable(restored.get(address)).flatMap(resource::withRestored);
            changes.addAll(deposed(now.orElse(resource), resource.identity(), address));
        }
        return changes;
    }

    /**
     * Returns the removals of a destroy.
     *
     * @param kept resources that stay
     */
    List<Change> everything(Set<Address> kept) {
        var spec = new StaticValues(stack);
        var changes = new ArrayList<Change>();
        for (var resource : state.resources().values()) {
            if (selection.contains(resource.address()) && !kept.contains(resource.address())) {
                removal(withDeletionOptions(resource, spec), Change.DeleteReason.DESTROY)
                        .ifPresent(changes::add);
                changes.addAll(deposed(resource, resource.identity(), resource.address()));
            }
        }
        return changes;
    }

    /** Returns the change that drops a resource from the state because its object is gone from the cloud. */
    Change gone(ResourceState resource) {
        return decision.removal(resource, true, Change.DeleteReason.REMOVED, renamed);
    }

    private Optional<Change> removal(ResourceState resource, Change.DeleteReason reason) {
        return switch (live.live(resource)) {
            case Result.Failed<Optional<Value.Map>>(var diagnostics) -> {
                problems.addAll(diagnostics);
                yield Optional.empty();
            }
            case Result.Ok<Optional<Value.Map>>(var found, var _) ->
                Optional.of(decision.removal(resource, found.isEmpty(), reason, renamed));
        };
    }

    /** @param present the current object of the address */
    private List<Change> deposed(ResourceState resource, Identity present, Address address) {
        var changes = new ArrayList<Change>();
        for (var old : resource.deposed()) {
            var reason = old.identity().equals(present) ? Change.DeleteReason.SUPERSEDED : Change.DeleteReason.DEPOSED;
            switch (live.leftOver(resource, old, Optional.empty())) {
                case Result.Failed<Optional<Value.Map>>(var diagnostics) -> problems.addAll(diagnostics);
                case Result.Ok<Optional<Value.Map>>(var found, var _) ->
                    changes.add(decision.deposedRemoval(
                            resource.withAddress(address), old, found.isEmpty(), reason, renamed));
            }
        }
        return changes;
    }

    /**
     * Returns the resource with the deletion options of the present spec. They take effect without an apply, because
     * the cloud does not store them.
     */
    private ResourceState withDeletionOptions(ResourceState resource, StaticValues spec) {
        return stack.resource(resource.address())
                .filter(block -> block.type().name().equals(resource.type()))
                .map(block -> resource.withApplied(
                        resource.applied().plus(block.type().writeOnly(spec.properties(block)))))
                .orElse(resource);
    }
}
