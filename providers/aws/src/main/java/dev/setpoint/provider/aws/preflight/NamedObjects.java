package dev.setpoint.provider.aws.preflight;

import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.PlannedChange;
import dev.setpoint.engine.spi.PlannedChanges;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.stream.Stream;

/** Names of other objects in the properties of a resource. */
final class NamedObjects {

    private NamedObjects() {}

    /**
     * Finds the names that are known now and that nothing in the plan makes or changes; none when the property is left
     * as it is.
     */
    static List<String> outside(PropertyPath path, PlannedChange what, PlannedChanges all) {
        return named(path, what).stream().filter(name -> !isPlanned(name, all)).toList();
    }

    /** Finds the names that are known now; none when the property is left as it is. */
    static List<String> named(PropertyPath path, PlannedChange what) {
        if (!what.makes() && path.property().filter(what.changed()::contains).isEmpty()) {
            return List.of();
        }
        return path.in(what.desired()).values().stream()
                .flatMap(value ->
                        value instanceof Value.Str(var name) && !name.isEmpty() ? Stream.of(name) : Stream.empty())
                .toList();
    }

    /** Tells if the plan itself makes or changes what is named, or AWS makes it when it is first used. */
    private static boolean isPlanned(String name, PlannedChanges all) {
        return name.contains("alias/aws/")
                || all.touch(name)
                || all.touch(name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf(':')) + 1));
    }

    /** Returns an obstacle at the property that names the object; in a list, at the whole list. */
    static Finding obstacle(PlannedChange what, PropertyPath path, String sentence) {
        return Finding.obstacle(what, sentence, "Name another one, or fix this one before applying.")
                .about(path.toString().replaceAll("\\[.*", ""));
    }
}
