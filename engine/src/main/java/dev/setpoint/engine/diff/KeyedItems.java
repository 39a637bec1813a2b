package dev.setpoint.engine.diff;

import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Elements of a list by their key member. Elements without one are those whose key the service chooses.
 *
 * @param keyless in the order of the list
 */
record KeyedItems(Map<String, Placed> byKey, List<Placed> keyless) {

    static final KeyedItems NONE = new KeyedItems(Map.of(), List.of());

    /**
     * An element and its place.
     *
     * @param place index in the list
     */
    record Placed(int place, Value value) {}

    /** Returns the elements; empty when a key is there twice, is not known, or is no text or number. */
    static Optional<KeyedItems> of(List<Value> items, String member) {
        var byKey = new LinkedHashMap<String, Placed>();
        var keyless = new ArrayList<Placed>();
        for (var i = 0; i < items.size(); i++) {
            var item = new Placed(i, items.get(i));
            var key = items.get(i).revealed() instanceof Value.Map map ? map.get(member) : Optional.<Value>empty();
            if (key.isEmpty() && items.get(i).revealed() instanceof Value.Map) {
                keyless.add(item);
                continue;
            }
            var text = key.flatMap(KeyedItems::text);
            if (text.isEmpty() || byKey.put(text.get(), item) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(new KeyedItems(byKey, keyless));
    }

    private static Optional<String> text(Value value) {
        return switch (value.revealed()) {
            case Value.Str(var text) -> Optional.of(text);
            case Value.Num(var number) -> Optional.of(number.toPlainString());
            default -> Optional.empty();
        };
    }

    Optional<Value> get(String key) {
        return Optional.ofNullable(byKey.get(key)).map(Placed::value);
    }
}
