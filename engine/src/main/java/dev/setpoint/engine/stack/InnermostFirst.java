package dev.setpoint.engine.stack;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Visits names after the names that they need, on a stack of its own: a chain of references may be as long as the file.
 *
 * @param <K> a name
 */
public record InnermostFirst<K>(Function<K, Collection<K>> needed, Consumer<K> visit) {

    /** First what a name needs, then the name itself. */
    private record Step<K>(K name, boolean ready) {}

    /** Visits each name once that this one needs, and this one last. */
    public void from(K last) {
        var steps = new ArrayDeque<Step<K>>();
        steps.push(new Step<>(last, false));
        var open = new HashSet<K>();
        while (!steps.isEmpty()) {
            var step = steps.pop();
            if (step.ready()) {
                visit.accept(step.name());
            } else if (open.add(step.name())) {
                steps.push(new Step<>(step.name(), true));
                needed.apply(step.name()).stream()
                        .filter(name -> !open.contains(name))
                        .forEach(name -> steps.push(new Step<>(name, false)));
            }
        }
    }
}
