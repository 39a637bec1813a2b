package dev.setpoint.engine.plan;

import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.value.Value;
import java.util.Optional;

/** The waiting period, in days, in which the deletion of an object can be cancelled. */
public final class DeletionWindow {

    private DeletionWindow() {}

    /** @param last properties of what is deleted */
    public static Optional<Integer> days(TypeSchema type, Value.Map last) {
        return type.deletionWindow().flatMap(last::integer);
    }

    public static Optional<String> sentence(TypeSchema type, Value.Map last) {
        return days(type, last).map("Its deletion is scheduled: for %s days it can still be cancelled."::formatted);
    }
}
