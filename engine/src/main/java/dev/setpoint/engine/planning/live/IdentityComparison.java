package dev.setpoint.engine.planning.live;

import dev.setpoint.engine.schema.ObjectKey;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.value.Value;

/** Comparison of what a type's properties say which object it is. */
public final class IdentityComparison {

    private IdentityComparison() {}

    /**
     * Tells whether an object with these properties would be the one that is there: then both cannot be there at
     * once.
     */
    public static boolean names(TypeSchema type, Value.Map desired, Value.Map live) {
        var wanted = ObjectKey.declared(type, "", desired::get).filter(ObjectKey::isKnown);
        return wanted.isPresent() && wanted.equals(ObjectKey.declared(type, "", live::get));
    }
}
