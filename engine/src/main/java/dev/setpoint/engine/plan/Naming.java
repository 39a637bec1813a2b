package dev.setpoint.engine.plan;

import dev.setpoint.engine.equality.ArnOrName;
import dev.setpoint.engine.schema.Attribute;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.value.Value;

/** Whether properties say what an object is called. */
public final class Naming {

    private Naming() {}

    /** Whether a name among the properties, not a mark of ours, leads to this object. */
    public static boolean names(TypeSchema type, Value.Map desired, Identity identity) {
        return type.properties().attributes().values().stream()
                .filter(Attribute::createOnly)
                .flatMap(attribute -> desired.string(attribute.name()).stream())
                .anyMatch(name -> ArnOrName.same(identity.value(), name));
    }
}
