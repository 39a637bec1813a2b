package dev.setpoint.engine.planning.live;

import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.diff.Differ;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.plan.Cause;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.ChangeTarget;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.schema.Secrecy;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Plans the refresh of a resource: live values become the last applied ones, and outputs those just read. The next
 * apply sets drifted values back to the spec, unless the spec is changed to the live values.
 */
public record RefreshPlanner(Differ differ, Stack stack) {

    /** Returns a refresh, or a NoOp when the state has these values already. */
    public Change of(ResourceState resource, TypeSchema type, Value.Map live) {
        var block = stack.resource(resource.address());
        var spec = block.map(ResourceBlock::properties)
                .orElseGet(() -> new Term.MapTerm(Map.of(), new Span(stack.source(), 1, 1, 1, 1)));
        var shown = new Secrecy(type.properties()).conceal(live, resource.applied(), resource.applied());
        // After an interrupted creation, it is unknown which values were applied.
        var learned = resource.complete()
                ? LiveMerge.merge(differ, type.properties(), resource.applied(), shown, spec)
                : new LiveMerge.Merged(resource.applied(), List.of());
        var outputs = ExpectedOutputs.outputsOf(type, shown);
        var properties = new ArrayList<>(learned.properties());
        properties.addAll(changed(type, resource.outputs(), outputs));
        var target = target(resource, block);
        return properties.isEmpty()
                ? new Change.NoOp(target, resource.identity(), resource.applied(), live)
                : new Change.Refresh(target, resource.identity(), learned.applied(), outputs, properties);
    }

    private List<PropertyChange> changed(TypeSchema type, Value.Map before, Value.Map now) {
        var names = new LinkedHashMap<>(before.entries());
        names.putAll(now.entries());
        var changes = new ArrayList<PropertyChange>();
        for (var name : names.keySet()) {
            var old = before.get(name);
            var live = now.get(name);
            var attribute = type.properties().attribute(name);
            var same = old.isPresent()
                    && live.isPresent()
                    && attribute
                            .map(a -> differ.satisfied(a.shape(), old.get(), live.get()))
                            .orElse(old.equals(live));
            if (!same) {
                changes.add(new PropertyChange(
                        PropertyPath.of(name),
                        old,
                        live,
                        Cause.DRIFT,
                        Optional.empty(),
                        false,
                        attribute.filter(a -> a.sensitive()).isPresent(),
                        Optional.empty()));
            }
        }
        return changes;
    }

    private static ChangeTarget target(ResourceState resource, Optional<ResourceBlock> block) {
        return new ChangeTarget(
                resource.address(),
                resource.type(),
                resource.provider(),
                block.map(ResourceBlock::span),
                Set.of(),
                List.of());
    }
}
