package dev.setpoint.cli.plan.saved;

import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Documents that differ from an honest one in one place. */
final class Forgeries {

    private Forgeries() {}

    /** Path → the document with another value there: each scalar that it holds has its turn. */
    static Map<String, Value> of(Value honest) {
        var forgeries = new LinkedHashMap<String, Value>();
        each("", honest, forgeries::put);
        return forgeries;
    }

    private static void each(String path, Value value, BiConsumer<String, Value> found) {
        switch (value) {
            case Value.Map map ->
                map.entries()
                        .forEach((name, member) -> each(
                                path + "." + name,
                                member,
                                (at, changed) -> found.accept(at, new Value.Map(with(map, name, changed)))));
            case Value.List(var items) -> {
                for (var i = 0; i < items.size(); i++) {
                    var place = i;
                    each(path + "[" + i + "]", items.get(i), (at, changed) -> {
                        var others = new ArrayList<>(items);
                        others.set(place, changed);
                        found.accept(at, Value.of(List.copyOf(others)));
                    });
                }
            }
            case Value.Str(var text) -> found.accept(path, Value.of(text.isEmpty() ? "x" : text.substring(1)));
            case Value.Bool(var bool) -> found.accept(path, Value.of(!bool));
            case Value.Num(var number) -> found.accept(path, Value.of(number.intValue() + 1));
            default -> found.accept(path, Value.of("forged"));
        }
    }

    private static Map<String, Value> with(Value.Map map, String name, Value value) {
        var entries = new LinkedHashMap<>(map.entries());
        entries.put(name, value);
        return entries;
    }
}
