package dev.setpoint.engine.planning.scope;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.ChangeTarget;
import dev.setpoint.engine.plan.DeletionWindow;
import dev.setpoint.engine.planning.refusal.Refusals;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Decides the change of objects that are in the state and no longer wanted. */
public record RemovedResources(SchemaCatalog catalog, Stack stack) {

    /**
     * @param gone true when the object is gone from the cloud
     * @param renamed addresses that the plan moves, from old to new
     */
    public Change removal(
            ResourceState resource, boolean gone, Change.DeleteReason reason, Map<Address, Address> renamed) {
        var target = target(resource, resource.applied(), renamed, gone || resource.retain());
        if (gone) {
            return new Change.Forget(target, resource.identity(), Change.ForgetReason.GONE, Optional.empty());
        }
        return resource.retain()
                ? new Change.Forget(target, resource.identity(), Change.ForgetReason.RETAINED, Optional.empty())
                : new Change.Delete(
                        target.forbidden(Refusals.deletion(resource, reason, stack)),
                        resource.identity(),
                        resource.applied(),
                        reason);
    }

    /**
     * Returns the removal of an object that is not the current one of its resource: deposed, or superseded by a
     * restored object.
     */
    public Change deposedRemoval(
            ResourceState resource,
            ResourceState.Deposed old,
            boolean gone,
            Change.DeleteReason reason,
            Map<Address, Address> renamed) {
        var target = target(resource.withDependencies(old.dependencies()), old.applied(), renamed, gone);
        if (gone) {
            return new Change.Forget(target, old.identity(), Change.ForgetReason.DEPOSED_GONE, Optional.empty());
        }
        var guarded = reason == Change.DeleteReason.SUPERSEDED
                ? Refusals.superseded(resource, old.identity(), stack)
                : Optional.<Diagnostic>empty();
        return new Change.Delete(target.forbidden(guarded), old.identity(), old.applied(), reason);
    }

    /** @param last last applied properties of the removed object */
    private ChangeTarget target(
            ResourceState resource, Value.Map last, Map<Address, Address> renamed, boolean harmless) {
        var dependsOn = new TreeSet<Address>();
        resource.dependencies().forEach(used -> dependsOn.add(renamed.getOrDefault(used, used)));
        var dataLoss = harmless ? List.<String>of() : losses(resource.type(), last);
        return new ChangeTarget(
                resource.address(), resource.type(), resource.provider(), Optional.empty(), dependsOn, dataLoss);
    }

    private List<String> losses(TypeName type, Value.Map last) {
        return catalog.type(type).stream()
                .flatMap(schema ->
                        Stream.concat(schema.dataLoss().stream(), DeletionWindow.sentence(schema, last).stream()))
                .toList();
    }
}
