package dev.setpoint.engine.plan;

import java.util.List;
import java.util.function.Predicate;

/**
 * Numbers of resources by kind of change. A resource that is moved, imported or restored and also changed counts for
 * both.
 *
 * @param conditional replacements that are made only if a value differs
 * @param restore deposed objects that become current again
 * @param unchanged resources without any change
 * @param forbidden changes that cannot be applied
 */
public record ChangeCounts(
        int create,
        int update,
        int replace,
        int conditional,
        int delete,
        int forget,
        int refresh,
        int adopt,
        int restore,
        int move,
        int unchanged,
        int forbidden) {

    /** @param changes the changes of a plan, with or without no-ops */
    public static ChangeCounts of(List<Change> changes, int unchanged) {
        return new ChangeCounts(
                effects(changes, Change.Create.class),
                effects(changes, Change.Update.class),
                effects(changes, Change.Replace.class),
                count(changes, change -> change.effect() instanceof Change.Replace replace && replace.isConditional()),
                effects(changes, Change.Delete.class),
                effects(changes, Change.Forget.class),
                effects(changes, Change.Refresh.class),
                count(changes, Change.Import.class::isInstance),
                count(changes, change -> change.restored().isPresent()),
                count(changes, Change.Move.class::isInstance),
                unchanged,
                count(changes, Change::isForbidden));
    }

    private static int effects(List<Change> changes, Class<? extends Change> kind) {
        return count(changes, change -> kind.isInstance(change.effect()));
    }

    private static int count(List<Change> changes, Predicate<Change> which) {
        return (int) changes.stream().filter(which).count();
    }
}
