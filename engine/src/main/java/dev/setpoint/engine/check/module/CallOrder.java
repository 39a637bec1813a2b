package dev.setpoint.engine.check.module;

import dev.setpoint.engine.check.module.ModuleCalls.Instance;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The order in which modules are read: those first whose outputs the inputs of others read. Modules that read each
 * other's outputs come last, in the order of the file.
 */
final class CallOrder {

    private final Map<String, List<Instance>> calls;
    private final Map<String, Set<String>> open = new HashMap<>();
    private final Map<String, List<String>> readers = new HashMap<>();

    private CallOrder(List<Instance> made) {
        this.calls = made.stream()
                .collect(Collectors.groupingBy(one -> one.use().name(), LinkedHashMap::new, Collectors.toList()));
        calls.forEach((name, instances) -> {
            var needs = new HashSet<String>();
            instances.forEach(one -> needs.addAll(one.needs()));
            needs.retainAll(calls.keySet());
            open.put(name, needs);
            needs.forEach(other ->
                    readers.computeIfAbsent(other, _ -> new ArrayList<>()).add(name));
        });
    }

    static List<Instance> of(List<Instance> made) {
        return new CallOrder(made).sorted();
    }

    private List<Instance> sorted() {
        var sorted = new ArrayList<Instance>();
        var left = new LinkedHashMap<>(calls);
        var ready = new ArrayDeque<>(calls.keySet().stream()
                .filter(name -> open.getOrDefault(name, Set.of()).isEmpty())
                .toList());
        while (!ready.isEmpty()) {
            var name = ready.removeFirst();
            var instances = left.remove(name);
            if (instances != null) {
                sorted.addAll(instances);
            }
            for (var reader : readers.getOrDefault(name, List.of())) {
                var needs = open.getOrDefault(reader, Set.of());
                if (needs.remove(name) && needs.isEmpty()) {
                    ready.addLast(reader);
                }
            }
        }
        left.values().forEach(sorted::addAll);
        return sorted;
    }
}
