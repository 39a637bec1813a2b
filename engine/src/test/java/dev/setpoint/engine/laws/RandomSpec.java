package dev.setpoint.engine.laws;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A spec of things ({@code r1}) and keys ({@code k0}) that refer to earlier ones.
 *
 * @param resources properties by name
 */
record RandomSpec(TreeMap<String, Map<String, Value>> resources) {

    private static final List<String> COLOURS = List.of("red", "green", "blue");
    private static final List<String> WORDS = List.of("ape", "bee", "cat", "dog", "eel");

    static RandomSpec of(Random random, int names) {
        return new RandomSpec(new TreeMap<>()).edited(random, names, 1.0);
    }

    /** The same with some resources added, changed and removed; nobody refers to one that is not there. */
    RandomSpec edited(Random random, int names, double share) {
        var next = new TreeMap<String, Map<String, Value>>();
        for (var i = 0; i < names; i++) {
            var name = (i % 4 == 0 ? "k" : "r") + (10 + i);
            var earlier = earlier(next, i);
            var before = resources.get(name);
            var stale = before != null && mentionsMissing(before, next);
            if (before != null && !stale && random.nextDouble() >= share) {
                next.put(name, before);
            } else if (random.nextInt(5) != 0) {
                next.put(name, properties(random, name, earlier));
            }
        }
        return new RandomSpec(next);
    }

    private static List<String> earlier(TreeMap<String, Map<String, Value>> all, int below) {
        return all.keySet().stream()
                .filter(name -> Integer.parseInt(name.substring(1)) < 10 + below)
                .toList();
    }

    private static boolean mentionsMissing(Map<String, Value> properties, Map<String, Map<String, Value>> there) {
        var text = properties.toString();
        for (var i = text.indexOf("${"); i >= 0; i = text.indexOf("${", i + 1)) {
            if (!there.containsKey(text.substring(i + 2, text.indexOf('.', i)))) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, Value> properties(Random random, String name, List<String> earlier) {
        var all = new LinkedHashMap<String, Value>();
        if (name.startsWith("r")) {
            all.put("name", Value.of(name));
        } else if (random.nextBoolean()) {
            all.put("zone", Value.of(pick(random, WORDS)));
        }
        maybe(random, all, "size", Value.of(random.nextInt(5)));
        maybe(random, all, "colour", Value.of(pick(random, COLOURS)));
        maybe(random, all, "tags", words(random));
        maybe(random, all, "labels", list(some(random, WORDS)));
        maybe(random, all, "rules", rules(random));
        maybe(random, all, "settings", Value.Map.EMPTY.with("speed", Value.of(random.nextInt(9))));
        maybe(random, all, "policy", policy(random));
        maybe(random, all, "note", Value.of(pick(random, WORDS)));
        maybe(random, all, "secret", Value.of("s" + random.nextInt(3)));
        var used = some(random, earlier).stream()
                .filter(other -> other.startsWith("r"))
                .map(other -> "${" + other + ".name}")
                .toList();
        if (!used.isEmpty()) {
            all.put("uses", list(used));
        }
        if (!earlier.isEmpty() && random.nextInt(3) == 0) {
            all.put("comment", Value.of("by ${" + pick(random, earlier) + ".arn}"));
        }
        return all;
    }

    private static void maybe(Random random, Map<String, Value> all, String name, Value value) {
        if (random.nextBoolean()) {
            all.put(name, value);
        }
    }

    private static Value words(Random random) {
        var map = Value.Map.EMPTY;
        for (var word : some(random, WORDS)) {
            map = map.with(word, Value.of(pick(random, WORDS)));
        }
        return map;
    }

    private static Value rules(Random random) {
        return Value.of(some(random, WORDS).stream()
                .<Value>map(
                        word -> Value.Map.EMPTY.with("id", Value.of(word)).with("days", Value.of(random.nextInt(9))))
                .toList());
    }

    private static Value policy(Random random) {
        var statements = some(random, WORDS).stream()
                .<Value>map(word -> Value.Map.EMPTY
                        .with("Sid", Value.of(word))
                        .with("Effect", Value.of("Allow"))
                        .with("Action", list(List.of("s3:Get" + word, "s3:Put" + word)))
                        .with("Resource", Value.of("*")))
                .toList();
        return Value.Map.EMPTY.with("Version", Value.of("2012-10-17")).with("Statement", Value.of(statements));
    }

    private static Value list(List<String> texts) {
        return Value.of(texts.stream().map(text -> Value.of(text)).toList());
    }

    static <T> T pick(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static List<String> some(Random random, List<String> all) {
        var chosen = new ArrayList<>(all);
        Collections.shuffle(chosen, random);
        return chosen.isEmpty()
                ? chosen
                : List.copyOf(chosen.subList(0, random.nextInt(Math.min(4, chosen.size() + 1))));
    }

    /** Blocks, keys, set elements and policy statements in an order of this generator's choice. */
    String text(Random random) {
        var names = new ArrayList<>(resources.keySet());
        Collections.shuffle(names, random);
        return "setpoint: v1\nstack: shop\nproviders: {test: {}}\nresources:"
                + (names.isEmpty() ? " {}" : "") + "\n"
                + names.stream()
                        .map(name -> "  " + name + ": {type: test." + (name.startsWith("r") ? "thing" : "key")
                                + ", properties: "
                                + flow(random, "", new Value.Map(resources.getOrDefault(name, Map.of()))) + "}\n")
                        .collect(Collectors.joining());
    }

    private static String flow(Random random, String place, Value value) {
        return switch (value) {
            case Value.Map map -> {
                var keys = new ArrayList<>(map.entries().keySet());
                Collections.shuffle(keys, random);
                yield keys.stream()
                        .map(key -> "\"" + key + "\": "
                                + flow(random, key, map.get(key).orElseThrow()))
                        .collect(Collectors.joining(", ", "{", "}"));
            }
            case Value.List(var items) -> {
                var shown = new ArrayList<>(items);
                if (List.of("labels", "uses", "Statement", "Action").contains(place)) {
                    Collections.shuffle(shown, random);
                }
                yield shown.stream().map(item -> flow(random, "", item)).collect(Collectors.joining(", ", "[", "]"));
            }
            case Value.Str(var text) -> "\"" + text + "\"";
            default -> Json.compact(value);
        };
    }
}
