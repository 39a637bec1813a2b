package dev.setpoint.cli.render;

import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.Preview;
import java.util.List;

/** How many resources of a plan are changed in which way. */
record Counts(
        int create, int update, int replace, int delete, int forget, int refresh, int adopt, int move, int unchanged) {

    static Counts of(Preview plan) {
        return of(plan.changes(), plan.unchanged());
    }

    static Counts of(List<Change> changes, int unchanged) {
        return new Counts(
                count(changes, Change.Create.class),
                count(changes, Change.Update.class),
                count(changes, Change.Replace.class),
                count(changes, Change.Delete.class),
                count(changes, Change.Forget.class),
                count(changes, Change.Refresh.class),
                count(changes, Change.Import.class),
                count(changes, Change.Move.class),
                unchanged);
    }

    private static int count(List<Change> changes, Class<? extends Change> kind) {
        return (int) changes.stream().filter(kind::isInstance).count();
    }

    /** {@code 16 to create, 1 to update, 0 to replace, 0 to delete; 3 unchanged}; the rare ones only when there are any. */
    String sentence() {
        if (refresh > 0) {
            // Only a refresh does this, and it does nothing else but forget.
            return "%d to take over into the state, %d to forget; %d unchanged".formatted(refresh, forget, unchanged);
        }
        return "%d to create, %d to update, %d to replace, %d to delete".formatted(create, update, replace, delete)
                + (adopt > 0 ? ", %d to import".formatted(adopt) : "")
                + (move > 0 ? ", %d to move".formatted(move) : "")
                + (forget > 0 ? ", %d to forget".formatted(forget) : "")
                + "; %d unchanged".formatted(unchanged);
    }
}
