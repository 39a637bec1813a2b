package dev.setpoint.engine.check;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.equality.ArnOrName;
import dev.setpoint.engine.schema.Equality;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.stack.StaticValues;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What {@code x-owns} promises: no two resources manage the same part of the same object. */
final class Ownership {

    private record Part(TypeName type, List<Value> owned) {}

    private Ownership() {}

    static void check(Stack stack, StaticValues values, Problems problems) {
        Map<Part, ResourceBlock> owners = new HashMap<>();
        for (var block : stack.resources().values()) {
            var properties = values.properties(block);
            var owns = block.type().owns();
            if (owns.isEmpty() || !owns.stream().allMatch(properties::has)) {
                continue;
            }
            var owned = new ArrayList<Value>();
            owns.forEach(
                    name -> owned.add(normal(block, name, properties.get(name).orElse(Value.Null.VALUE))));
            var earlier = owners.putIfAbsent(new Part(block.type().name(), owned), block);
            if (earlier != null) {
                problems.add(conflict(block, earlier, owns.getFirst()));
            }
        }
    }

    /** Somebody may write the bucket's name here and its ARN there. */
    private static Value normal(ResourceBlock block, String name, Value value) {
        var byName = block.type()
                .properties()
                .attribute(name)
                .filter(attribute -> attribute.shape().equals(new Shape.Text(Equality.ARN_OR_NAME)))
                .isPresent();
        return byName && value.revealed() instanceof Value.Str(var text)
                ? Value.of(ArnOrName.name(text))
                : value.revealed();
    }

    private static Diagnostic conflict(ResourceBlock block, ResourceBlock earlier, String property) {
        var path = PropertyPath.of(property);
        return Diagnostic.error(
                        "SP0220",
                        block.properties().spanAt(path),
                        "`%s` and `%s` both manage the %s of the same `%s`; only one resource can."
                                .formatted(
                                        earlier.address(),
                                        block.address(),
                                        block.type().name(),
                                        property))
                .related(
                        "`" + earlier.address() + "` manages it already",
                        earlier.properties().spanAt(path));
    }
}
