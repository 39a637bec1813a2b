package dev.setpoint.engine.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A path to one value inside a map: {@code rules[ArchiveOldData].transitions[0].days}. */
public record PropertyPath(List<Step> steps) implements Comparable<PropertyPath> {

    private static final Pattern STEP =
            Pattern.compile("\\.(?<name>[A-Za-z_][A-Za-z0-9_-]*|\\*)|\\[\"(?<quoted>[^\"]*)\"]|"
                    + "\\[(?<index>\\d{1,9})]|\\[(?<key>[^\\[\\]\"]+)]");

    private static final String ANY = "*";

    public static final PropertyPath ROOT = new PropertyPath(List.of());

    /** One step of a path. */
    public sealed interface Step {
        /** A member of a map. */
        record Name(String name) implements Step {}

        /** A place in a list. */
        record Index(int index) implements Step {}

        /** An element of a list whose elements are told apart by a key member ({@code x-key}). */
        record Key(String key) implements Step {}
    }

    public PropertyPath {
        steps = List.copyOf(steps);
    }

    /**
     * An option of the resource's block that is no property: {@code lifecycle.preventDestroy}. It begins with a
     * key, so that {@link #property()} is empty.
     */
    public static PropertyPath option(String name) {
        return ROOT.key("lifecycle").name(name);
    }

    public static PropertyPath of(String... names) {
        return new PropertyPath(Stream.of(names).<Step>map(Step.Name::new).toList());
    }

    /**
     * A path as it is written: names with dots between them, {@code [0]} a place in a list, {@code ["a.b"]} a
     * member with an unusual name, {@code [key]} an element by its key; where a path stands for several, {@code .*}
     * every member and {@code [*]} every element.
     *
     * @throws IllegalArgumentException when the text is no path; its message is a sentence
     */
    public static PropertyPath parse(String text) {
        var steps = new ArrayList<Step>();
        // With a dot in front, every name looks the same: the first one too.
        var rest = STEP.matcher(text.startsWith("[") ? text : "." + text);
        while (rest.lookingAt()) {
            steps.add(step(rest));
            rest.region(rest.end(), rest.regionEnd());
        }
        if (rest.regionStart() < rest.regionEnd()) {
            throw new IllegalArgumentException("`" + text + "` is not a path to a property.");
        }
        return new PropertyPath(steps);
    }

    private static Step step(Matcher step) {
        var name = Optional.ofNullable(step.group("name")).or(() -> Optional.ofNullable(step.group("quoted")));
        var index = Optional.ofNullable(step.group("index"));
        return name.<Step>map(Step.Name::new)
                .or(() -> index.map(digits -> new Step.Index(Integer.parseInt(digits))))
                .orElseGet(() -> new Step.Key(step.group("key")));
    }

    /** Tells whether the step stands for every member or element. */
    public static boolean isAny(Step step) {
        return step.equals(new Step.Name(ANY)) || step.equals(new Step.Key(ANY));
    }

    public PropertyPath name(String name) {
        return then(new Step.Name(name));
    }

    public PropertyPath index(int index) {
        return then(new Step.Index(index));
    }

    public PropertyPath key(String key) {
        return then(new Step.Key(key));
    }

    public PropertyPath then(Step step) {
        var longer = new ArrayList<>(steps);
        longer.add(step);
        return new PropertyPath(longer);
    }

    /** Every value at this path, by its place; {@code [*]} stands for each element. What is unknown stands for all below. */
    public Map<PropertyPath, Value> in(Value root) {
        Map<PropertyPath, Value> here = Map.of(ROOT, root);
        for (var step : steps) {
            var next = new LinkedHashMap<PropertyPath, Value>();
            here.forEach((place, value) -> next.putAll(children(place, value.revealed(), step)));
            here = next;
        }
        return here;
    }

    private static Map<PropertyPath, Value> children(PropertyPath place, Value value, Step step) {
        var found = new LinkedHashMap<PropertyPath, Value>();
        if (value instanceof Value.Unknown) {
            found.put(place, value);
        } else if (isAny(step) && value instanceof Value.Map(var entries)) {
            entries.forEach((name, child) -> found.put(place.name(name), child));
        } else if (step instanceof Step.Name(var name) && value instanceof Value.Map map) {
            map.get(name).ifPresent(child -> found.put(place.name(name), child));
        } else if (isAny(step) && value instanceof Value.List(var items)) {
            for (var i = 0; i < items.size(); i++) {
                found.put(place.index(i), items.get(i));
            }
        } else if (step instanceof Step.Index(var i) && value instanceof Value.List(var items) && i < items.size()) {
            found.put(place.index(i), items.get(i));
        }
        return found;
    }

    /** The top-level property this path lies in; empty for the root. */
    public Optional<String> property() {
        return steps.isEmpty() || !(steps.getFirst() instanceof Step.Name(var name))
                ? Optional.empty()
                : Optional.of(name);
    }

    /** Tells whether the path is, or lies below, one that a pattern stands for; {@code *} is any step. */
    public boolean isWithin(PropertyPath pattern) {
        return steps.size() >= pattern.steps.size()
                && IntStream.range(0, pattern.steps.size())
                        .allMatch(i -> isAny(pattern.steps.get(i))
                                || pattern.steps.get(i).equals(steps.get(i)));
    }

    public boolean startsWith(PropertyPath other) {
        return steps.size() >= other.steps.size()
                && steps.subList(0, other.steps.size()).equals(other.steps);
    }

    @Override
    public int compareTo(PropertyPath other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (var step : steps) {
            switch (step) {
                case Step.Name(var name)
                when name.matches("[A-Za-z_][A-Za-z0-9_-]*|\\*") ->
                    text.append(text.isEmpty() ? "" : ".").append(name);
                case Step.Name(var name) -> text.append("[\"").append(name).append("\"]");
                case Step.Index(var index) -> text.append('[').append(index).append(']');
                case Step.Key(var key) when text.isEmpty() -> text.append(key);
                case Step.Key(var key) -> text.append('[').append(key).append(']');
            }
        }
        return text.toString();
    }
}
