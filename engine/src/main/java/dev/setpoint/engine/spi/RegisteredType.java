package dev.setpoint.engine.spi;

import java.util.List;
import java.util.Optional;

/**
 * Everything that a provider registers for one resource type.
 *
 * @param resource creates, reads, changes and deletes its objects
 * @param preflight looks at the cloud before objects of the type are changed; empty when there is nothing to look at
 * @param verification proves that objects of the type work; empty when there is nothing to prove
 * @param rules hold in every plan with a resource of this type; a rule about several types is registered with each
 */
public record RegisteredType(
        ResourceType resource,
        Optional<Preflight> preflight,
        Optional<Verification> verification,
        List<PlanRule> rules) {

    /** Registers a type that is only created, read, changed and deleted. */
    public static RegisteredType of(ResourceType resource) {
        return new RegisteredType(resource, Optional.empty(), Optional.empty(), List.of());
    }
}
