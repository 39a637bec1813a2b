package dev.setpoint.engine.planning.desired;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.stack.DataBlock;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.stack.StaticValues;
import dev.setpoint.engine.value.Value;
import java.util.Optional;

/** Finds resources of the stack that create the object which a data source reads without a reference to them. */
public record DataProducers(Stack stack) {

    /**
     * Returns the failure of a read, with a hint to the reference to write when a resource of the stack creates the
     * missing object.
     */
    Diagnostic explained(DataBlock block, Value.Map properties, Diagnostic failure) {
        if (!failure.code().equals("SP0514")) {
            return failure;
        }
        var values = new StaticValues(stack);
        return stack.resources().values().stream()
                .filter(resource -> resource.provider().equals(block.provider()) && !refers(block, resource))
                .flatMap(resource -> hint(block, properties, resource, values.properties(resource)).stream())
                .findFirst()
                .map(failure::hint)
                .orElse(failure);
    }

    private static boolean refers(DataBlock block, ResourceBlock resource) {
        return block.dependsOn().contains(resource.address())
                || block.properties().references().stream()
                        .flatMap(reference -> reference.node().stream())
                        .anyMatch(resource.address()::equals);
    }

    private static Optional<String> hint(
            DataBlock block, Value.Map properties, ResourceBlock resource, Value.Map made) {
        if (!service(block.type().name().text())
                .equals(service(resource.type().name().text()))) {
            return Optional.empty();
        }
        for (var asked : properties.entries().entrySet()) {
            for (var naming : resource.type().naming()) {
                if (made.get(naming).filter(asked.getValue()::equals).isPresent()) {
                    return Optional.of(("`%s` of this stack creates it. Write `%s: \"${%s.%s}\"` in `%s`, or add"
                                    + " `dependsOn: [%s]` to read it afterwards.")
                            .formatted(
                                    resource.address(),
                                    asked.getKey(),
                                    resource.address(),
                                    naming,
                                    block.address(),
                                    resource.address().yaml()));
                }
            }
        }
        return Optional.empty();
    }

    /** Returns the service of a type: {@code aws.kms} for {@code aws.kms.alias}. */
    private static String service(String type) {
        return type.substring(0, Math.max(0, type.lastIndexOf('.')));
    }
}
