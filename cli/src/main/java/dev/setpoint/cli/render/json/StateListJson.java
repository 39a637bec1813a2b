package dev.setpoint.cli.render.json;

import dev.setpoint.engine.state.State;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;

/** Resources of the state, by address, for a program. */
final class StateListJson {

    private StateListJson() {}

    static Value.Map document(State state) {
        var resources = new LinkedHashMap<String, Value>();
        state.resources()
                .forEach((address, resource) -> resources.put(
                        address.text(),
                        Value.Map.EMPTY
                                .with("type", Value.of(resource.type().text()))
                                .with("provider", Value.of(resource.provider()))
                                .with("identity", Value.of(resource.identity().value()))
                                .with("complete", Value.of(resource.complete()))));
        return new Value.Map(resources);
    }
}
