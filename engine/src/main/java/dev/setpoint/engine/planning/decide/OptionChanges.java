package dev.setpoint.engine.planning.decide;

import dev.setpoint.engine.plan.Cause;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares the options that the state keeps because they outlive the block: protection, {@code onDelete}, and the
 * provider.
 */
final class OptionChanges {

    /** The provider, which is an option and no property. */
    private static final PropertyPath PROVIDER = PropertyPath.ROOT.key("provider");

    private OptionChanges() {}

    /** @param formerProvider earlier provider configuration, when the block has another one */
    static List<PropertyChange> between(ResourceState state, ResourceBlock block, Optional<String> formerProvider) {
        var changes = new ArrayList<PropertyChange>();
        formerProvider.ifPresent(
                former -> changes.add(change(block, PROVIDER, Value.of(former), Value.of(block.provider()))));
        var wanted = block.lifecycle();
        if (state.preventDestroy() != wanted.preventDestroy()) {
            changes.add(change(
                    block,
                    PropertyPath.option("preventDestroy"),
                    Value.of(state.preventDestroy()),
                    Value.of(wanted.preventDestroy())));
        }
        if (state.retain() != wanted.retain()) {
            changes.add(change(
                    block, PropertyPath.option("onDelete"), onDelete(state.retain()), onDelete(wanted.retain())));
        }
        return changes;
    }

    private static String name(PropertyPath option) {
        return option.steps().getLast() instanceof PropertyPath.Step.Name(var name) ? name : "";
    }

    /** Returns changes of options that an existing object cannot change: its type and provider. */
    static List<PropertyChange> createOnlyOptions(ResourceState state, ResourceBlock block) {
        var changes = new ArrayList<PropertyChange>();
        createOnlyOptions("type", state.type().text(), block.type().name().text(), block)
                .ifPresent(changes::add);
        createOnlyOptions("provider", state.provider(), block.provider(), block).ifPresent(changes::add);
        return changes;
    }

    private static Optional<PropertyChange> createOnlyOptions(
            String option, String before, String after, ResourceBlock block) {
        return before.equals(after)
                ? Optional.empty()
                : Optional.of(new PropertyChange(
                        PropertyPath.ROOT.key(option),
                        Optional.of(Value.of(before)),
                        Optional.of(Value.of(after)),
                        Cause.SPEC,
                        Optional.of(block.span()),
                        true,
                        false,
                        Optional.empty()));
    }

    private static Value onDelete(boolean retain) {
        return Value.of(retain ? "retain" : "delete");
    }

    private static PropertyChange change(ResourceBlock block, PropertyPath option, Value before, Value after) {
        return new PropertyChange(
                option,
                Optional.of(before),
                Optional.of(after),
                Cause.SPEC,
                block.lifecycle().place(name(option)).or(() -> Optional.of(block.span())),
                false,
                false,
                Optional.empty());
    }
}
