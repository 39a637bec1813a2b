package dev.setpoint.engine.expression.cel.value;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Elements and entries of what CEL computes with, for functions that do not read them all. */
public final class Parts {

    private Parts() {}

    /** Elements of a list. */
    public static List<Part> items(List<?> list) {
        return switch (list) {
            case CelList items -> items.parts();
            case CelItems items -> items.parts();
            default -> list.stream().<Part>map(Part.Computed::new).toList();
        };
    }

    /** The entries of a map that are there, in the order in which they are written. */
    public static Map<String, Part> entries(Map<?, ?> map) {
        if (map instanceof CelMap entries) {
            return entries.parts();
        }
        var parts = new LinkedHashMap<String, Part>();
        map.forEach((name, value) -> {
            var part = new Part.Computed(value);
            if (!(name instanceof String text)) {
                throw CelReading.here().failure("SP0310", "the names of a map must be strings.");
            }
            if (!part.isAbsent()) {
                parts.put(text, part);
            }
        });
        return parts;
    }
}
