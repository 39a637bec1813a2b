package dev.setpoint.provider.sandbox.table;

import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rule for one member of a request, as the model of the service's API states it.
 *
 * @param path names of the member and of those around it; {@code []} after a name stands for every item of a list, and
 *     {@code {}} for every value of a map
 * @param simulated false: the sandbox does not simulate what the member asks for
 * @param least shortest text, smallest list or smallest number; likewise {@code most}
 * @param allowed all texts that are allowed; empty: any
 */
record MemberRule(
        List<String> path,
        boolean required,
        boolean simulated,
        OptionalInt least,
        OptionalInt most,
        Set<String> allowed,
        Optional<Pattern> pattern) {

    /** Values that ask for nothing. */
    private static final Set<Value> IDLE = Set.of(Value.of(false), Value.of(""), Value.List.EMPTY, Value.Map.EMPTY);

    private static final String ITEMS = "[]";
    private static final String VALUES = "{}";
    private static final Pattern LINE =
            Pattern.compile("(?<path>[^*! ]+)(?<required>\\*?)(?<unsimulated>!?)(?: (?<least>\\d*)\\.\\.(?<most>\\d*))?"
                    + "(?: /(?<pattern>.*)/)?(?: (?<allowed>.*))?");

    /**
     * Fault of a request.
     *
     * @param member its path as the services show it: {@code tags.1.member.key}
     * @param value what the request has; empty: nothing
     * @param constraint what the member must do
     */
    record Fault(String member, Optional<String> value, String constraint) {}

    /** Value of a member, and its path as the services show it. */
    private record Place(String shown, Optional<Value> value) {}

    /** Reads a rule: {@code tags[].key* 1..128 /[a-z]+/}, where {@code *} is required and {@code !} not simulated. */
    static MemberRule parse(String line) {
        var match = LINE.matcher(line);
        if (!match.matches()) {
            throw new IllegalStateException("A rule for a member reads as no rule: " + line);
        }
        return new MemberRule(
                List.of(match.group("path")
                        .replace(ITEMS, "." + ITEMS)
                        .replace(VALUES, "." + VALUES)
                        .split("\\.", -1)),
                !match.group("required").isEmpty(),
                match.group("unsimulated").isEmpty(),
                number(match.group("least")),
                number(match.group("most")),
                match.group("allowed") == null
                        ? Set.of()
                        : Set.of(match.group("allowed").split("\\|")),
                Optional.ofNullable(match.group("pattern")).map(Pattern::compile));
    }

    private static OptionalInt number(@Nullable String text) {
        return text == null || text.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
    }

    /** Returns the name of a member that asks for something that the sandbox does not simulate. */
    Optional<String> unsimulated(Value.Map request) {
        return simulated
                ? Optional.empty()
                : places(request).stream()
                        .filter(place -> place.value()
                                .filter(value -> !IDLE.contains(value))
                                .isPresent())
                        .map(Place::shown)
                        .findFirst();
    }

    /** Returns the first fault that a request has by this rule. */
    Optional<Fault> fault(Value.Map request) {
        return places(request).stream().flatMap(place -> fault(place).stream()).findFirst();
    }

    private List<Place> places(Value.Map request) {
        var places = List.of(new Place("", Optional.of(request)));
        for (var name : path) {
            places = places.stream().flatMap(place -> within(place, name)).toList();
        }
        return places;
    }

    private static Stream<Place> within(Place parent, String name) {
        return switch (parent.value().orElse(Value.Null.VALUE)) {
            case Value.List(var items)
            when name.equals(ITEMS) -> {
                var places = new ArrayList<Place>();
                for (var item : items) {
                    places.add(new Place(parent.shown() + "." + (places.size() + 1) + ".member", Optional.of(item)));
                }
                yield places.stream();
            }
            case Value.Map(var entries)
            when name.equals(VALUES) ->
                entries.entrySet().stream()
                        .map(entry -> new Place(
                                parent.shown() + "." + entry.getKey() + ".member", Optional.of(entry.getValue())));
            case Value.Map map ->
                Stream.of(new Place(parent.shown().isEmpty() ? name : parent.shown() + "." + name, map.get(name)));
            default -> Stream.empty();
        };
    }

    private Optional<Fault> fault(Place place) {
        if (place.value().isEmpty()) {
            return required
                    ? Optional.of(new Fault(place.shown(), Optional.empty(), "Member must not be null"))
                    : Optional.empty();
        }
        var value = place.value().get();
        return constraint(value).map(constraint -> new Fault(place.shown(), Optional.of(shown(value)), constraint));
    }

    private static String shown(Value value) {
        return switch (value) {
            case Value.Str(var text) -> text;
            case Value.Num(var number) -> number.toPlainString();
            default -> value.toString();
        };
    }

    private Optional<String> constraint(Value value) {
        return switch (value) {
            case Value.Str(var text) ->
                size("length", text.codePointCount(0, text.length())).or(() -> text(text));
            case Value.List(var items) -> size("length", items.size());
            case Value.Map(var entries) -> size("length", entries.size());
            case Value.Num(var number) -> size("value", number.longValue());
            default -> Optional.empty();
        };
    }

    private Optional<String> size(String kind, long size) {
        if (least.isPresent() && size < least.getAsInt()) {
            return Optional.of("Member must have " + kind + " greater than or equal to " + least.getAsInt());
        }
        return most.isPresent() && size > most.getAsInt()
                ? Optional.of("Member must have " + kind + " less than or equal to " + most.getAsInt())
                : Optional.empty();
    }

    private Optional<String> text(String text) {
        if (!allowed.isEmpty() && !allowed.contains(text)) {
            return Optional.of("Member must satisfy enum value set: "
                    + allowed.stream().sorted().toList());
        }
        return pattern.filter(form -> !form.matcher(text).matches())
                .map(form -> "Member must satisfy regular expression pattern: " + form);
    }
}
