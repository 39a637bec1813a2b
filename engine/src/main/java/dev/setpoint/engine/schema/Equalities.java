package dev.setpoint.engine.schema;

import java.util.Optional;

/**
 * Equalities that a provider adds to the engine's own. Found with {@link java.util.ServiceLoader} when a schema names one
 * that the engine does not have, be it to validate or to plan: so it needs no credentials and makes no call.
 */
@FunctionalInterface
public interface Equalities {

    /**
     * Returns an equality, the same instance each time; empty when the provider has none of that name.
     *
     * @param name as {@code x-equal} has it
     */
    Optional<Equality> named(String name);
}
