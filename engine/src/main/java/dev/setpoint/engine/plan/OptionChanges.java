package dev.setpoint.engine.plan;

import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Options of a block that the state keeps, because they outlive the block: protection, and what deletion does. */
final class OptionChanges {

    private OptionChanges() {}

    static List<PropertyChange> between(ResourceState state, ResourceBlock block) {
        var changes = new ArrayList<PropertyChange>();
        var wanted = block.lifecycle();
        if (state.preventDestroy() != wanted.preventDestroy()) {
            changes.add(change(
                    block, "preventDestroy", Value.of(state.preventDestroy()), Value.of(wanted.preventDestroy())));
        }
        if (state.retain() != wanted.retain()) {
            changes.add(change(block, "onDelete", onDelete(state.retain()), onDelete(wanted.retain())));
        }
        return changes;
    }

    private static Value onDelete(boolean retain) {
        return Value.of(retain ? "retain" : "delete");
    }

    private static PropertyChange change(ResourceBlock block, String option, Value before, Value after) {
        return new PropertyChange(
                PropertyPath.option(option),
                Optional.of(before),
                Optional.of(after),
                Cause.SPEC,
                block.lifecycle().place(option).or(() -> Optional.of(block.span())),
                false,
                false,
                Optional.empty());
    }
}
