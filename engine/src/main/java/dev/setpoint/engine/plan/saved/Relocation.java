package dev.setpoint.engine.plan.saved;

import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;

/** Rewrites the places in a saved plan to another path of the spec. Places begin with the path of their file. */
record Relocation(String from, String to) {

    private static final String PLACE = "place";

    static Value.Map of(Value.Map content, String path) {
        var spec = content.map("spec");
        var from = spec.string("path");
        if (from.isEmpty()) {
            return content;
        }
        return new Relocation(from.get() + ":", path + ":")
                .map(content.with("spec", spec.with("path", Value.of(path))));
    }

    private Value.Map map(Value.Map map) {
        var entries = new LinkedHashMap<String, Value>();
        map.entries().forEach((name, value) -> entries.put(name, name.equals(PLACE) ? place(value) : value(value)));
        return new Value.Map(entries);
    }

    private Value value(Value value) {
        return switch (value) {
            case Value.Map map -> map(map);
            case Value.List list -> list.mapChildren(this::value);
            default -> value;
        };
    }

    private Value place(Value value) {
        return value instanceof Value.Str(var place) && place.startsWith(from)
                ? Value.of(to + place.substring(from.length()))
                : value(value);
    }
}
