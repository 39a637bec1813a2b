package dev.setpoint.provider.sandbox.call;

import dev.setpoint.provider.sandbox.table.Operation;
import java.util.List;

/**
 * Everything that the sandbox can do of one service.
 *
 * @param parts operations that classes implement
 * @param operations operations that tables describe
 * @param <C> the SDK's client interface
 */
public record Simulation<C>(List<Part<C>> parts, List<Operation> operations) {

    /** A service that has no tables. */
    public Simulation(List<Part<C>> parts) {
        this(parts, List.of());
    }
}
