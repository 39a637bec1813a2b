package dev.setpoint.engine.plan;

import dev.setpoint.engine.value.Value;
import java.util.Optional;

/** The days for which a deletion can be called off, of objects that are deleted after a waiting period only. */
final class DeletionWindow {

    static final String PROPERTY = "deletionWindowInDays";

    private DeletionWindow() {}

    /** @param last properties of what is deleted */
    static Optional<Integer> days(Value.Map last) {
        return last.integer(PROPERTY);
    }

    static Optional<String> sentence(Value.Map last) {
        return days(last).map("Its deletion is scheduled: for %s days it can still be called off."::formatted);
    }
}
