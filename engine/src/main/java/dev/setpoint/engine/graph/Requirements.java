package dev.setpoint.engine.graph;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.schema.Equality;
import dev.setpoint.engine.schema.Requirement;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.stack.StaticValues;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code x-requires} of a stack's resources, each with the resource of the same stack that it names.
 * Matched through an index, so that ten thousand resources cost ten thousand look-ups.
 */
public final class Requirements {

    /**
     * @param path the property that names the object
     * @param named what it says
     * @param target the resource of this stack that is that object; empty when the stack does not manage it, or when that is not known yet
     */
    public record Required(Requirement requirement, PropertyPath path, Value named, Optional<ResourceBlock> target) {}

    private record Place(TypeName type, String property, Equality equality) {}

    private final Stack stack;
    private final StaticValues values;
    private final Map<Place, Map<Value, ResourceBlock>> index = new HashMap<>();

    public Requirements(Stack stack, StaticValues values) {
        this.stack = stack;
        this.values = values;
    }

    /** In the order of the schema, then of the properties. */
    public List<Required> of(ResourceBlock block) {
        var all = new ArrayList<Required>();
        for (var requirement : block.type().requires()) {
            var properties = values.properties(block);
            requirement.where().forEach((theirs, ours) -> {
                for (var found : Selection.of(properties, ours).entrySet()) {
                    all.add(new Required(
                            requirement,
                            found.getKey(),
                            found.getValue(),
                            target(requirement, theirs, found.getValue())));
                }
            });
        }
        return all;
    }

    private Optional<ResourceBlock> target(Requirement requirement, String theirs, Value named) {
        if (named instanceof Value.Unknown(var waiting, var _)) {
            var owner = stack.resource(Address.owner(waiting))
                    .filter(block -> block.type().name().equals(requirement.type()));
            if (owner.isPresent()) {
                return owner;
            }
        }
        var place = new Place(requirement.type(), theirs, requirement.equality());
        return Optional.ofNullable(
                index.computeIfAbsent(place, this::indexed).get(place.equality().canonical(named.revealed())));
    }

    private Map<Value, ResourceBlock> indexed(Place place) {
        var found = new HashMap<Value, ResourceBlock>();
        for (var block : stack.resources().values()) {
            if (block.type().name().equals(place.type())) {
                values.properties(block)
                        .get(place.property())
                        .ifPresent(value -> found.putIfAbsent(place.equality().canonical(value.revealed()), block));
            }
        }
        return found;
    }

    /** The values that a path like {@code rules[*].destination.bucket} selects. */
    private static final class Selection {

        static Map<PropertyPath, Value> of(Value.Map properties, String path) {
            Map<PropertyPath, Value> here = Map.of(PropertyPath.ROOT, properties);
            for (var part : path.split("\\.", -1)) {
                var each = part.endsWith("[*]");
                here = step(here, each ? part.substring(0, part.length() - 3) : part, each);
            }
            return here;
        }

        private static Map<PropertyPath, Value> step(Map<PropertyPath, Value> from, String name, boolean each) {
            var next = new LinkedHashMap<PropertyPath, Value>();
            from.forEach((path, value) -> {
                if (value instanceof Value.Map map && map.has(name)) {
                    var member = map.get(name).orElse(Value.Null.VALUE);
                    if (!each) {
                        next.put(path.name(name), member);
                    } else if (member instanceof Value.List(var items)) {
                        for (var i = 0; i < items.size(); i++) {
                            next.put(path.name(name).index(i), items.get(i));
                        }
                    }
                }
            });
            return next;
        }
    }
}
