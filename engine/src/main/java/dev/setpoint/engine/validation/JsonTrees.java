package dev.setpoint.engine.validation;

import dev.setpoint.engine.value.Value;
import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.POJONode;

/** Values as the validator's trees. What is not known is a node that holds it; secrets are what they hide. */
public final class JsonTrees {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonTrees() {}

    public static JsonNode of(Value value) {
        return switch (value) {
            case Value.Null _ -> NODES.nullNode();
            case Value.Bool(var b) -> NODES.booleanNode(b);
            case Value.Num(var n) -> number(n);
            case Value.Str(var s) -> NODES.stringNode(s);
            case Value.List(var items) -> {
                var array = NODES.arrayNode(items.size());
                items.forEach(item -> array.add(of(item)));
                yield array;
            }
            case Value.Map(var entries) -> {
                var object = NODES.objectNode();
                entries.forEach((name, entry) -> object.set(name, of(entry)));
                yield object;
            }
            case Value.Secret(var hidden) -> of(hidden);
            case Value.Unknown _, Value.Redacted _ -> NODES.pojoNode(value);
        };
    }

    /** Whole numbers as such, since limits of integers look at no fraction. */
    private static JsonNode number(BigDecimal n) {
        if (n.scale() > 0) {
            return NODES.numberNode(n);
        }
        return n.precision() - n.scale() <= 18
                ? NODES.numberNode(n.longValueExact())
                : NODES.numberNode(n.toBigIntegerExact());
    }

    static boolean isUnknown(JsonNode node) {
        return node instanceof POJONode;
    }

    /** True when everything in the tree is known. */
    static boolean isKnown(JsonNode node) {
        if (!node.isContainer()) {
            return !isUnknown(node);
        }
        for (var child : node) {
            if (!isKnown(child)) {
                return false;
            }
        }
        return true;
    }
}
