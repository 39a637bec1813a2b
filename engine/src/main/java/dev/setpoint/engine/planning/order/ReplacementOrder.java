package dev.setpoint.engine.planning.order;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.stack.ResourceBlock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which replacements create the new object before deleting the old one: those with {@code
 * createBeforeDestroy}, and their dependencies, because the old object needs its old dependencies until it is
 * deleted.
 */
public final class ReplacementOrder {

    private final Map<Address, ResourceBlock> askers = new HashMap<>();

    public ReplacementOrder(Graph graph) {
        var dependencies = new ResourceDependencies(graph);
        for (var address : graph.order().reversed()) {
            var block = graph.stack().resources().get(address);
            if (block != null) {
                if (block.lifecycle().createBeforeDestroy()) {
                    askers.put(address, block);
                }
                asker(address)
                        .ifPresent(asker -> dependencies.of(address).forEach(used -> askers.putIfAbsent(used, asker)));
            }
        }
    }

    public Change.Order of(ResourceBlock block) {
        return asker(block.address()).isPresent() ? Change.Order.CREATE_FIRST : Change.Order.DELETE_FIRST;
    }

    /**
     * Returns the block with {@code createBeforeDestroy} that causes this order: the resource's own, or one that
     * depends on it.
     */
    public Optional<ResourceBlock> asker(Address address) {
        return Optional.ofNullable(askers.get(address));
    }
}
