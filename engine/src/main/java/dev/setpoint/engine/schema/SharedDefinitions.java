package dev.setpoint.engine.schema;

import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes schemas whole: a {@code $ref} to a definition of a file in {@code defs/} becomes one to a copy in the schema's
 * own {@code $defs}. A whole schema can be read, validated with and printed alone.
 */
final class SharedDefinitions {

    /** The beginning of every reference to a shared definition: {@code urn:setpoint:defs:tags#/$defs/tags}. */
    private static final String SHARED = "urn:setpoint:defs:";

    private static final String LOCAL = "#/$defs/";
    private static final String DEFINITIONS = "$defs";
    private static final String REFERENCE = "$ref";

    private final Function<String, Value.Map> files;

    /** @param files the name of a file in {@code defs/}, without its ending → its schema */
    SharedDefinitions(Function<String, Value.Map> files) {
        this.files = files;
    }

    Value.Map whole(Value.Map schema) {
        var copies = new LinkedHashMap<String, Value>();
        var rewritten = map(schema, Optional.empty(), copies);
        if (copies.isEmpty()) {
            return schema;
        }
        var own = rewritten.map(DEFINITIONS);
        own.entries().keySet().stream().filter(copies::containsKey).findFirst().ifPresent(name -> {
            throw new IllegalStateException("`" + name + "` is defined in the schema and in a shared file.");
        });
        return rewritten.with(DEFINITIONS, own.plus(new Value.Map(copies)));
    }

    /** @param file the shared file that the value stands in; empty in the schema itself */
    private Value value(Value value, Optional<String> file, Map<String, Value> copies) {
        return value instanceof Value.Map map
                ? map(map, file, copies)
                : value.mapChildren(child -> value(child, file, copies));
    }

    private Value.Map map(Value.Map map, Optional<String> file, Map<String, Value> copies) {
        var result = new LinkedHashMap<String, Value>();
        map.entries()
                .forEach((name, value) -> result.put(
                        name,
                        name.equals(REFERENCE) && value instanceof Value.Str(var target)
                                ? Value.of(local(target, file, copies))
                                : value(value, file, copies)));
        return new Value.Map(result);
    }

    private String local(String target, Optional<String> file, Map<String, Value> copies) {
        if (target.startsWith(SHARED)) {
            var end = target.indexOf('#');
            copy(target.substring(SHARED.length(), end), target.substring(end + LOCAL.length()), copies);
            return target.substring(end);
        }
        file.ifPresent(shared -> copy(shared, target.substring(LOCAL.length()), copies));
        return target;
    }

    private void copy(String file, String name, Map<String, Value> copies) {
        if (copies.containsKey(name)) {
            return;
        }
        var definition = files.apply(file).map(DEFINITIONS).get(name);
        if (!(definition.orElse(Value.Null.VALUE) instanceof Value.Map found)) {
            throw new IllegalStateException("defs/" + file + ".schema.json does not define `" + name + "`.");
        }
        // The name is taken before the definition is read, which may refer to itself.
        copies.put(name, found);
        copies.put(name, map(found, Optional.of(file), copies));
    }
}
