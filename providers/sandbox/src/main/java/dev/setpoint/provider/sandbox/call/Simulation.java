package dev.setpoint.provider.sandbox.call;

import dev.setpoint.provider.sandbox.table.Operation;
import java.util.List;

/**
 * Operations of one service that the sandbox simulates.
 *
 * @param parts operations that classes implement
 * @param operations operations that tables describe
 * @param <C> the SDK's client interface
 */
public record Simulation<C>(List<Part<C>> parts, List<Operation> operations) {

    /** Creates a simulation without tables. */
    public Simulation(List<Part<C>> parts) {
        this(parts, List.of());
    }
}
