package dev.setpoint.provider.sandbox.call;

import dev.setpoint.provider.sandbox.table.Operation;
import dev.setpoint.provider.sandbox.world.World;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Operations of one service that the sandbox simulates.
 *
 * @param parts operations that classes implement
 * @param operations operations that tables describe
 * @param admission refuses requests whatever their operation
 * @param <C> the SDK's client interface
 */
public record Simulation<C>(List<Part<C>> parts, List<Operation> operations, BiConsumer<World, SdkPojo> admission) {

    /** Creates a simulation without tables. */
    public Simulation(List<Part<C>> parts) {
        this(parts, List.of());
    }

    /** Creates a simulation that admits every request. */
    public Simulation(List<Part<C>> parts, List<Operation> operations) {
        this(parts, operations, (_, _) -> {});
    }

    /** Returns the methods of the client that the sandbox simulates. */
    public SortedSet<String> methods() {
        return Stream.concat(
                        parts.stream().flatMap(part -> part.methods().stream()),
                        operations.stream().map(Operation::method))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
