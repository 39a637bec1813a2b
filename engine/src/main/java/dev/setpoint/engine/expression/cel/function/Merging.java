package dev.setpoint.engine.expression.cel.function;

import dev.setpoint.engine.expression.cel.value.Part;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Maps put together of others, whose values are not read. */
final class Merging {

    private Merging() {}

    static Object merge(Arguments arguments, boolean deep) {
        var merged = new LinkedHashMap<String, Part>();
        for (var i = 0; i < arguments.size(); i++) {
            if (arguments.optional(i).orElse(Map.of()) instanceof Map<?, ?> map) {
                arguments.entries(map).forEach((name, right) -> {
                    var left = merged.get(name);
                    merged.put(name, deep && left != null ? deep(arguments, left, right) : right);
                });
            } else {
                throw arguments.failure("`" + arguments.function() + "` needs maps.");
            }
        }
        return arguments.map(merged);
    }

    /** Two maps become one; of anything else the right one stays. */
    private static Part deep(Arguments arguments, Part left, Part right) {
        if (right.isUnknown() || !(right.read() instanceof Map<?, ?> above)) {
            return right;
        }
        if (left.isUnknown()) {
            return left;
        }
        if (!(left.read() instanceof Map<?, ?> below)) {
            return right;
        }
        return new Part.Computed(merge(new Arguments(arguments.function(), List.of(below, above)), true));
    }

    static Object without(Arguments arguments) {
        var left = new LinkedHashMap<>(arguments.entries(0));
        arguments.items(1).forEach(name -> left.remove(String.valueOf(name.read())));
        return arguments.map(left);
    }

    static Object zipmap(Arguments arguments) {
        var names = arguments.items(0);
        var values = arguments.items(1);
        if (names.size() != values.size()) {
            throw arguments.failure(
                    "SP0343",
                    "`zipmap` needs as many keys as values, and has " + names.size() + " and " + values.size() + ".");
        }
        var zipped = new LinkedHashMap<String, Part>();
        var known = new HashSet<String>();
        for (var i = 0; i < names.size(); i++) {
            if (!(names.get(i).read() instanceof String name)) {
                throw arguments.failure("the keys of `zipmap` must be texts.");
            }
            if (!known.add(name)) {
                throw arguments.failure("`zipmap` has the key `" + name + "` twice.");
            }
            if (!values.get(i).isAbsent()) {
                zipped.put(name, values.get(i));
            }
        }
        return arguments.map(zipped);
    }
}
