package dev.setpoint.engine.check.grammar;

import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.value.Value;
import java.util.Map;
import java.util.Optional;

/** Members of YAML maps by kind, for readers that tolerate what the grammar has complained of already. */
public final class YamlMembers {

    private YamlMembers() {}

    /** The string at this name, when it is one. */
    public static Optional<Node.Scalar> text(Node.Mapping parent, String name) {
        return parent.get(name)
                .filter(node -> node instanceof Node.Scalar scalar && scalar.value() instanceof Value.Str)
                .map(Node.Scalar.class::cast);
    }

    /** The map at this name; an empty one in the parent's place when there is none. */
    public static Node.Mapping mapping(Node.Mapping parent, String name) {
        return parent.get(name)
                .filter(Node.Mapping.class::isInstance)
                .map(Node.Mapping.class::cast)
                .orElseGet(() -> new Node.Mapping(Map.of(), parent.span()));
    }

    /** The {@code properties} of the block with this name. */
    public static Node.Mapping at(Node.Mapping section, String block) {
        return mapping(mapping(section, block), "properties");
    }
}
