package dev.setpoint.engine.validation;

import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Lists whose elements are told apart by a member ({@code x-key}): JSON Schema cannot say that it must differ. */
final class DuplicateItems {

    private final List<Violation> findings = new ArrayList<>();

    private DuplicateItems() {}

    static List<Violation> in(Shape shape, Value value) {
        var doubles = new DuplicateItems();
        doubles.search(shape, value.revealed(), PropertyPath.ROOT);
        return doubles.findings;
    }

    private void search(Shape shape, Value value, PropertyPath path) {
        switch (shape) {
            case Shape.ObjectOf object
            when value instanceof Value.Map(var entries) ->
                entries.forEach((name, member) -> object.attribute(name)
                        .ifPresent(attribute -> search(attribute.shape(), member.revealed(), path.name(name))));
            case Shape.MapOf(var item)
            when value instanceof Value.Map(var entries) ->
                entries.forEach((name, member) -> search(item, member.revealed(), path.name(name)));
            case Shape.ListOf list
            when value instanceof Value.List(var items) -> {
                list.key().ifPresent(key -> elements(items, key, path));
                for (var i = 0; i < items.size(); i++) {
                    search(list.item(), items.get(i).revealed(), path.index(i));
                }
            }
            default -> {}
        }
    }

    private void elements(List<Value> items, String key, PropertyPath path) {
        var seen = new HashSet<Value>();
        for (var i = 0; i < items.size(); i++) {
            var place = path.index(i).name(key);
            if (items.get(i).revealed() instanceof Value.Map element) {
                element.get(key)
                        .map(Value::revealed)
                        .filter(value -> value.isKnown() && !seen.add(value))
                        .ifPresent(_ -> findings.add(Violation.of(
                                "SP0221",
                                place,
                                "Two elements of `%s` have the same `%s`, which must be unique."
                                        .formatted(path, key))));
            }
        }
    }
}
