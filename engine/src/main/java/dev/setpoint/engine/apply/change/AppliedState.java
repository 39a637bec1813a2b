package dev.setpoint.engine.apply.change;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.schema.Attribute;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Builds the state of a resource after a change. */
public final class AppliedState {

    private AppliedState() {}

    /** @param live properties and outputs as the provider gave them */
    public static ResourceState settled(
            Change change, ResourceBlock block, Identity id, Value.Map desired, Value.Map live) {
        return resource(change, block, id, desired, outputs(block, desired, live), true);
    }

    /** Returns the state of an object whose set-up has not finished, or may not have. */
    static ResourceState incomplete(Change change, ResourceBlock block, Identity id) {
        return resource(change, block, id, Value.Map.EMPTY, Value.Map.EMPTY, false);
    }

    private static ResourceState resource(
            Change change, ResourceBlock block, Identity id, Value.Map applied, Value.Map outputs, boolean complete) {
        return new ResourceState(
                block.address(),
                block.type().name(),
                block.provider(),
                id,
                applied,
                outputs,
                dependencies(change),
                block.lifecycle().preventDestroy(),
                block.lifecycle().retain(),
                complete,
                List.of());
    }

    /** Returns the resources that the change depends on. Data sources are left out, because they are never deleted. */
    static SortedSet<Address> dependencies(Change change) {
        var dependencies = new TreeSet<>(change.target().dependsOn());
        dependencies.removeIf(Address::isData);
        return dependencies;
    }

    private static Value.Map outputs(ResourceBlock block, Value.Map desired, Value.Map live) {
        var outputs = new LinkedHashMap<String, Value>();
        live.entries().forEach((name, value) -> {
            var isOutput = block.type()
                    .properties()
                    .attribute(name)
                    .map(Attribute::output)
                    .orElse(!desired.has(name));
            if (isOutput) {
                outputs.put(name, value);
            }
        });
        return new Value.Map(outputs);
    }
}
