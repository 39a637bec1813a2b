package dev.setpoint.engine.graph;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A stack with the order of its resources and data sources.
 *
 * @param dependencies each node with what it directly depends on, and why; every node has an entry
 * @param order every node after all that it depends on; ties keep the order of the file
 */
public record Graph(Stack stack, Map<Address, Map<Address, Reason>> dependencies, List<Address> order) {

    /** The reason for an edge. */
    public sealed interface Reason {
        /** @param reference as written: {@code key.arn} */
        record Referenced(String reference) implements Reason {}

        record DependsOn() implements Reason {}

        /** @param because the sentence of the schema's x-requires */
        record Required(String because) implements Reason {}
    }

    /** This graph with the block instead of the one at its address. */
    public Graph with(ResourceBlock block) {
        return new Graph(stack.with(block), dependencies, order);
    }

    /** This graph with provider configurations that only the state has. */
    public Graph withDeparted(Map<String, Value.Map> configurations) {
        return new Graph(stack.withDeparted(configurations), dependencies, order);
    }

    public Set<Address> dependenciesOf(Address address) {
        return Optional.ofNullable(dependencies.get(address)).map(Map::keySet).orElse(Set.of());
    }
}
