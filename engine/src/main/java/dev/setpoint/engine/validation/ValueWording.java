package dev.setpoint.engine.validation;

import dev.setpoint.engine.document.NameAndValue;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Words for values and their types. */
public final class ValueWording {

    private static final int LONGEST = 60;

    private ValueWording() {}

    /**
     * Name of the value at the path, for a sentence: {@code `rules[0]`}.
     *
     * @param root what it calls the value at the root
     */
    public static String label(PropertyPath path, String root) {
        var steps = path.steps();
        var from = steps.size() - 1;
        while (from > 0 && !(steps.get(from) instanceof PropertyPath.Step.Name)) {
            from--;
        }
        return steps.isEmpty() ? root : "`" + new PropertyPath(steps.subList(from, steps.size())) + "`";
    }

    /** The kind of a value: {@code a list}. */
    public static String kind(Value value) {
        return switch (value.revealed()) {
            case Value.Null _ -> "empty";
            case Value.Bool _ -> "a boolean";
            case Value.Num _ -> "a number";
            case Value.Str _ -> "a string";
            case Value.List _ -> "a list";
            case Value.Map _ -> "a map";
            case Value.Unknown _, Value.Secret _, Value.Redacted _ -> "not known";
        };
    }

    /** A JSON Schema type: {@code a whole number}. */
    public static String type(String name) {
        return switch (name) {
            case "string" -> "a string";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "array" -> "a list";
            case "object" -> "a map";
            default -> name;
        };
    }

    /** {@code , and is `value`} for the end of a sentence; nothing for secrets ({@code shown} is false). */
    public static String instead(Value value, boolean shown) {
        return shown && value.isKnown() ? ", and is " + value(value) : "";
    }

    /** The value in backticks, short enough for a sentence. */
    private static String value(Value value) {
        var revealed = value.revealedDeep();
        var text = revealed instanceof Value.Str(var s) ? s : Json.compact(revealed);
        return "`" + (text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text) + "`";
    }

    /** {@code `a`, `b` and `c`}. */
    static String and(Collection<String> names) {
        return joined(names, " and ");
    }

    /** {@code `a`, `b` or `c`}. */
    public static String or(Collection<String> names) {
        return joined(names, " or ");
    }

    private static String joined(Collection<String> names, String last) {
        var quoted = names.stream().map(name -> "`" + name + "`").toList();
        return switch (quoted.size()) {
            case 0 -> "none";
            case 1 -> quoted.getFirst();
            default -> String.join(", ", quoted.subList(0, quoted.size() - 1)) + last + quoted.getLast();
        };
    }

    /** {@code 1 element}, {@code 2 elements}. */
    static String count(String number, String thing) {
        return number.equals("1") ? "1 " + thing : number + " " + (thing.equals("entry") ? "entries" : thing + "s");
    }

    /** Type words joined: {@code a map or a string}. */
    static String types(List<String> names) {
        return names.stream().map(ValueWording::type).collect(Collectors.joining(" or "));
    }

    /** {@code {Ref: name}} or {@code {"Fn::Sub": …}}: how templates in JSON write expressions. */
    private static boolean isIntrinsic(Collection<String> names) {
        return names.size() == 1 && names.stream().allMatch(name -> name.equals("Ref") || name.startsWith("Fn::"));
    }

    private static boolean areMaps(List<Value> items) {
        return !items.isEmpty() && items.stream().allMatch(Value.Map.class::isInstance);
    }

    /** Advice for a value of one of these types. */
    static Optional<String> typeHint(List<String> names, Value value) {
        if (names.equals(List.of("string")) && (value instanceof Value.Num || value instanceof Value.Bool)) {
            return Optional.of("Put it in quotes.");
        }
        if (names.equals(List.of("object")) && value instanceof Value.List(var items) && areMaps(items)) {
            return Optional.of("Remove the `-`: a map has a `name: value` on each line.");
        }
        if (value instanceof Value.Null && names.contains("object")) {
            return Optional.of("Write `{}` for a map without entries.");
        }
        if (value instanceof Value.Null && names.contains("array")) {
            return Optional.of("Write `[]` for a list without elements.");
        }
        if (value instanceof Value.Map(var entries) && isIntrinsic(entries.keySet())) {
            return Optional.of("Write `${name.attribute}`, or the text with that in it.");
        }
        if (!(value instanceof Value.Str(var text))) {
            return Optional.empty();
        }
        if (names.contains("object") && text.lines().count() == 1) {
            return NameAndValue.in(text).map(NameAndValue::hint);
        }
        if (names.equals(List.of("array")) && text.length() < LONGEST) {
            return Optional.of("Write it as a list: `[" + text + "]`.");
        }
        if (names.contains("boolean") && (text.equals("true") || text.equals("false"))) {
            return Optional.of("Write `" + text + "` without quotes.");
        }
        if ((names.contains("integer") || names.contains("number")) && text.matches("[-+]?[0-9][0-9a-fA-FxX_.:o]*")) {
            return Optional.of("Write it in decimal digits, without quotes.");
        }
        return Optional.empty();
    }
}
