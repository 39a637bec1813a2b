package dev.setpoint.engine.planning.decide;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.planning.live.Collisions;
import dev.setpoint.engine.planning.live.LiveResources;
import dev.setpoint.engine.planning.live.ObjectOrigin;
import dev.setpoint.engine.planning.order.ResourceDependencies;
import dev.setpoint.engine.planning.refusal.PlanProblems;
import dev.setpoint.engine.planning.refusal.Refusals;
import dev.setpoint.engine.schema.Secrecy;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.value.Value;
import java.util.Map;
import java.util.Optional;

/** Decides the change of a resource of the spec from its origin and its live object. */
public record ResourceChanges(
        Map<Address, ObjectOrigin> origins,
        LiveResources refresh,
        ChangeDecision decision,
        ResourceDependencies dependencies,
        Collisions collisions,
        PlanProblems problems) {

    /** Returns the change; empty when a problem was reported. */
    public Optional<Change> change(ResourceBlock block, Value.Map desired) {
        return switch (origins.getOrDefault(block.address(), new ObjectOrigin.NotFound())) {
            case ObjectOrigin.NotFound _ -> Optional.of(create(block, Change.CreateReason.NEW, desired));
            case ObjectOrigin.ToImport(var identity) -> adopt(block, identity, desired);
            case ObjectOrigin.InState(var resource, var from) ->
                known(block, resource, from, desired)
                        .map(change -> from.<Change>map(old -> new Change.Move(change.target(), old, change))
                                .orElse(change));
        };
    }

    private Change create(ResourceBlock block, Change.CreateReason reason, Value.Map desired) {
        collisions.search(block, desired);
        return decision.create(block, dependencies.of(block.address()), reason, desired);
    }

    private Optional<Change> known(
            ResourceBlock block, ResourceState resource, Optional<Address> from, Value.Map desired) {
        var misfit = refresh.mismatch(block, resource, from);
        if (misfit.isPresent()) {
            problems.block(block.address(), misfit.get());
            return Optional.of(
                    decision.forbiddenReplacement(block, dependencies.of(block.address()), resource, desired));
        }
        return switch (refresh.live(resource)) {
            case Result.Failed<Optional<Value.Map>>(var diagnostics) -> {
                problems.addAll(diagnostics);
                yield Optional.empty();
            }
            case Result.Ok<Optional<Value.Map>>(var live, var _) -> {
                var change = live.map(found -> existing(block, resource, desired, found));
                yield change.filter(other -> !(other instanceof Change.Replace))
                        .or(() -> restoration(block, resource, desired))
                        .or(() -> change)
                        .or(() -> Optional.of(create(block, Change.CreateReason.GONE, desired)));
            }
        };
    }

    private Change existing(ResourceBlock block, ResourceState resource, Value.Map desired, Value.Map live) {
        return decision.existing(
                block,
                dependencies.of(block.address()),
                resource,
                desired,
                secrecy(block).conceal(live, desired, resource.applied()));
    }

    /**
     * Returns the restoration of a deposed object, when the spec matches one again: the latest one that needs no
     * replacement. A creation would fail on the name or make a second object.
     */
    private Optional<Change> restoration(ResourceBlock block, ResourceState resource, Value.Map desired) {
        for (var old : resource.deposed().reversed()) {
            switch (refresh.leftOver(resource, old, Optional.of(block))) {
                case Result.Failed<Optional<Value.Map>>(var diagnostics) -> problems.addAll(diagnostics);
                case Result.Ok<Optional<Value.Map>>(var live, var _) -> {
                    var then = live.flatMap(found -> resource.withRestored(old.identity())
                            .map(restored -> existing(block, restored, desired, found)));
                    if (then.filter(change -> !(change instanceof Change.Replace))
                            .isPresent()) {
                        return then.map(change -> new Change.Restore(change.target(), old.identity(), change));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Change> adopt(ResourceBlock block, Identity identity, Value.Map desired) {
        switch (refresh.imported(block, identity)) {
            case Result.Failed<Optional<Value.Map>>(var diagnostics) -> problems.addAll(diagnostics);
            case Result.Ok<Optional<Value.Map>>(var live, var _) -> {
                if (live.isPresent()) {
                    var then = decision.imported(
                            block,
                            dependencies.of(block.address()),
                            identity,
                            desired,
                            secrecy(block).conceal(live.get(), desired, Value.Map.EMPTY));
                    return Optional.of(new Change.Import(then.target(), identity, then));
                }
                problems.block(block.address(), Refusals.nothingToImport(block, identity));
                var nothing = decision.forbiddenImport(block, dependencies.of(block.address()), identity, desired);
                return Optional.of(new Change.Import(nothing.target(), identity, nothing));
            }
        }
        return Optional.empty();
    }

    private Secrecy secrecy(ResourceBlock block) {
        return new Secrecy(block.type().properties());
    }
}
