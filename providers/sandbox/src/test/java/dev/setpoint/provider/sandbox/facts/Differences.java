package dev.setpoint.provider.sandbox.facts;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Differences of an answer from the one that is expected. {@code <name>} in an expected text stands for any text, and
 * {@code null} for a member that is missing. A map or list that is expected where AWS has a text is its JSON.
 */
final class Differences {

    private static final Pattern ANYTHING = Pattern.compile("<[^<>]*>");

    private final List<String> found = new ArrayList<>();
    private final boolean whole;

    private Differences(boolean whole) {
        this.whole = whole;
    }

    /** Returns the differences in the members that are expected; other members are not looked at. */
    static List<String> inMembers(Answer expected, Answer actual) {
        return new Differences(false).compare(expected, actual);
    }

    /** Returns all differences; a member that is not expected is one. */
    static List<String> all(Answer expected, Answer actual) {
        return new Differences(true).compare(expected, actual);
    }

    private List<String> compare(Answer expected, Answer actual) {
        if (!sameStatus(expected, actual) || !sameCode(expected, actual)) {
            found.add("expected " + headline(expected) + ", was " + headline(actual));
        } else {
            compare("", expected.fields(), actual.fields());
        }
        return found;
    }

    /** The sandbox's successes have no status of HTTP. */
    private static boolean sameStatus(Answer expected, Answer actual) {
        return expected.status() == actual.status() || (expected.isSuccess() && actual.isSuccess());
    }

    /** The answer to a HEAD request has no body, and so no code but its status. */
    private static boolean sameCode(Answer expected, Answer actual) {
        return expected.code().equals(actual.code())
                || expected.code().equals(Optional.of(String.valueOf(expected.status())));
    }

    private static String headline(Answer answer) {
        return answer.status() + answer.code().map(code -> " " + code).orElse("");
    }

    private void compare(String path, Value expected, Value actual) {
        switch (expected) {
            case Value.Map map when actual instanceof Value.Map other -> members(path, map, other);
            case Value.List list when actual instanceof Value.List other -> items(path, list, other);
            case Value.Map _, Value.List _ when actual instanceof Value.Str(var text) -> document(path, expected, text);
            case Value.Str(var text)
            when actual instanceof Value.Str(var other) -> {
                if (!matches(text, other)) {
                    differs(path, expected, actual);
                }
            }
            case Value.Num(var number)
            when actual instanceof Value.Num(var other) -> {
                if (number.compareTo(other) != 0) {
                    differs(path, expected, actual);
                }
            }
            default -> {
                if (!text(expected).equals(text(actual)) && !isAnything(expected)) {
                    differs(path, expected, actual);
                }
            }
        }
    }

    private void members(String path, Value.Map expected, Value.Map actual) {
        expected.entries().forEach((name, value) -> {
            var here = path + "." + name;
            var member = member(actual, name);
            if (value instanceof Value.Null) {
                member.filter(other -> !text(other).isEmpty())
                        .ifPresent(other -> found.add(here + " is not expected: " + other));
            } else if (member.isEmpty()) {
                found.add(here + " is missing: " + value);
            } else {
                compare(here, value, member.get());
            }
        });
        if (whole) {
            var names = expected.entries().keySet().stream()
                    .flatMap(name -> Stream.of(name, SdkShapes.propertyName(name)))
                    .collect(Collectors.toSet());
            actual.entries().forEach((name, value) -> {
                if (!names.contains(name) && !isEmpty(value)) {
                    found.add(path + "." + name + " is not expected: " + value);
                }
            });
        }
    }

    private static boolean isEmpty(Value value) {
        return (value instanceof Value.Map(var entries) && entries.isEmpty())
                || (value instanceof Value.List(var items) && items.isEmpty());
    }

    private static Optional<Value> member(Value.Map map, String name) {
        return Optional.ofNullable(map.entries().get(name))
                .or(() -> Optional.ofNullable(map.entries().get(SdkShapes.propertyName(name))));
    }

    private void items(String path, Value.List expected, Value.List actual) {
        if (expected.items().size() != actual.items().size()) {
            found.add(path + " has " + actual.items().size() + " elements instead of "
                    + expected.items().size() + ": " + actual);
            return;
        }
        for (var i = 0; i < expected.items().size(); i++) {
            compare(
                    path + "[" + i + "]",
                    expected.items().get(i),
                    actual.items().get(i));
        }
    }

    /** Compares a text of JSON, which IAM answers URL-encoded. */
    private void document(String path, Value expected, String text) {
        try {
            var json = text.startsWith("%") ? URLDecoder.decode(text, StandardCharsets.UTF_8) : text;
            compare(path, expected, Json.read(json));
        } catch (IllegalArgumentException _) {
            differs(path, expected, Value.of(text));
        }
    }

    private void differs(String path, Value expected, Value actual) {
        found.add(path + " is " + actual + " instead of " + expected);
    }

    private static String text(Value value) {
        return switch (value) {
            case Value.Str(var text) -> text;
            case Value.Num(var number) -> number.stripTrailingZeros().toPlainString();
            case Value.Null _ -> "";
            default -> value.toString();
        };
    }

    private static boolean isAnything(Value value) {
        return value instanceof Value.Str(var text) && ANYTHING.matcher(text).matches();
    }

    private static boolean matches(String expected, String actual) {
        if (!expected.contains("<")) {
            return expected.equals(actual);
        }
        var pattern =
                Stream.of(ANYTHING.split(expected, -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(pattern, Pattern.DOTALL).matcher(actual).matches();
    }
}
