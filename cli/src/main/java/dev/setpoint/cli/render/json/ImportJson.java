package dev.setpoint.cli.render.json;

import dev.setpoint.cli.render.model.ImportResult;
import dev.setpoint.engine.value.Value;

/** Result of an import, for a program. */
final class ImportJson {

    private ImportJson() {}

    static Value.Map document(ImportResult result) {
        var resource = result.resource();
        return Value.Map.EMPTY
                .with("address", Value.of(resource.address().text()))
                .with("type", Value.of(resource.type().text()))
                .with("provider", Value.of(resource.provider()))
                .with("identity", Value.of(resource.identity().value()))
                .with("differs", Value.strings(result.differences()));
    }
}
