package dev.setpoint.provider.aws.kms;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.schema.ObjectReference;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.PropertyPath.Step;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Names of keys in live properties, written as in the spec: several services are given an alias and answer with the
 * key's ARN. See behaviour.md#kms-alias-names.
 */
public final class KeySpellings {

    private static final TypeName ALIAS = new TypeName("aws.kms.alias");

    private final List<PropertyPath> paths;
    private final KeyAliases aliases;

    private KeySpellings(List<PropertyPath> paths, KeyAliases aliases) {
        this.paths = paths;
        this.aliases = aliases;
    }

    /** Returns the spellings of a type: it names keys where its schema admits an alias. */
    public static KeySpellings of(TypeSchema type, KeyAliases aliases) {
        return new KeySpellings(
                type.references().stream()
                        .filter(reference -> reference.isTo(ALIAS))
                        .map(ObjectReference::path)
                        .toList(),
                aliases);
    }

    /** Returns the live properties with each key called as in the first of these properties that means the same key. */
    public Value.Map in(List<Value.Map> spellings, Value.Map live, Call call) {
        Value written = live;
        for (var path : paths) {
            for (var place : path.in(live).entrySet()) {
                if (place.getValue().revealed() instanceof Value.Str(var key) && !KeyAliases.isAlias(key)) {
                    written = spelt(written, place, key, path, spellings, call);
                }
            }
        }
        return written instanceof Value.Map map ? map : live;
    }

    private Value spelt(
            Value live,
            Map.Entry<PropertyPath, Value> place,
            String key,
            PropertyPath path,
            List<Value.Map> spellings,
            Call call) {
        for (var spelling : spellings) {
            var all = path.in(spelling);
            var here = all.get(place.getKey());
            var candidates = here == null ? List.copyOf(all.values()) : List.of(here);
            if (candidates.contains(Value.of(key))) {
                return live;
            }
            for (var candidate : candidates) {
                if (candidate.revealed() instanceof Value.Str(var name)
                        && KeyAliases.isAlias(name)
                        && aliases.isOf(name, key, call)) {
                    return replaced(live, place.getKey().steps(), candidate);
                }
            }
        }
        return live;
    }

    private static Value replaced(Value root, List<Step> steps, Value leaf) {
        if (steps.isEmpty()) {
            return leaf;
        }
        var rest = steps.subList(1, steps.size());
        return switch (root.revealed()) {
            case Value.Map map
            when steps.getFirst() instanceof Step.Name(var name) ->
                map.with(name, replaced(map.get(name).orElseThrow(), rest, leaf));
            case Value.List(var items)
            when steps.getFirst() instanceof Step.Index(var index) -> {
                var changed = new ArrayList<>(items);
                changed.set(index, replaced(items.get(index), rest, leaf));
                yield new Value.List(changed);
            }
            default -> root;
        };
    }
}
