package dev.setpoint.cli.render.model;

import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.state.ResourceState;
import java.util.List;

/**
 * Imported resource.
 *
 * @param resource as the state has it now
 * @param rest what the next apply would change on it
 */
public record ImportResult(ResourceState resource, PlanModel rest) {

    /** Paths of the properties that differ from the spec. */
    public List<String> differences() {
        return rest.changes().stream()
                .filter(Change.Update.class::isInstance)
                .flatMap(update -> update.properties().stream())
                .map(PropertyChange::path)
                .map(Object::toString)
                .toList();
    }
}
