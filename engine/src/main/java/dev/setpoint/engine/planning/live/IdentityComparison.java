package dev.setpoint.engine.planning.live;

import dev.setpoint.engine.schema.ObjectKey;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.value.Value;

/** Compares the properties that identify an object of a type. */
public final class IdentityComparison {

    private IdentityComparison() {}

    /** Tells whether desired properties identify the live object, so that both cannot exist at once. */
    public static boolean names(TypeSchema type, Value.Map desired, Value.Map live) {
        var wanted = ObjectKey.declared(type, "", desired::get).filter(ObjectKey::isKnown);
        return wanted.isPresent() && wanted.equals(ObjectKey.declared(type, "", live::get));
    }
}
