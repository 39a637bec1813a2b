package dev.setpoint.provider.aws.limit;

import dev.setpoint.engine.spi.rule.PropertyProblem;
import dev.setpoint.engine.spi.rule.PropertyRule;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Rule on the notifications of a bucket: ids are unique in all lists together, and no two entries can be told of the
 * same event. See behaviour.md#s3-notification.
 */
public record Notifications() implements PropertyRule {

    private static final List<String> LISTS = List.of("topics", "queues", "functions");

    /** One entry, as far as it is known. */
    private record Entry(PropertyPath path, Value.Map content) {

        List<Value> events() {
            return content.list("events");
        }

        /** A part of the filter; empty while it is not known. */
        Optional<String> filter(String part) {
            var filter = content.get("filter").orElse(Value.Map.EMPTY);
            return filter instanceof Value.Map map
                    ? map.has(part) ? map.string(part) : Optional.of("")
                    : Optional.empty();
        }
    }

    @Override
    public List<PropertyProblem> check(Value.Map properties) {
        var entries = entries(properties.map("notification"));
        var problems = new ArrayList<PropertyProblem>();
        ids(entries, problems);
        for (var i = 0; i < entries.size(); i++) {
            for (var j = 0; j < i; j++) {
                overlap(entries.get(j), entries.get(i)).ifPresent(problems::add);
            }
        }
        return problems;
    }

    private static List<Entry> entries(Value.Map notification) {
        var entries = new ArrayList<Entry>();
        for (var list : LISTS) {
            var items = notification.list(list);
            for (var i = 0; i < items.size(); i++) {
                if (items.get(i) instanceof Value.Map entry) {
                    var path = PropertyPath.of("notification").name(list).index(i);
                    entries.add(new Entry(path, entry));
                }
            }
        }
        return entries;
    }

    private static void ids(List<Entry> entries, List<PropertyProblem> problems) {
        var seen = new HashSet<String>();
        for (var entry : entries) {
            entry.content()
                    .string("id")
                    .filter(id -> !seen.add(id))
                    .ifPresent(id -> problems.add(new PropertyProblem(
                            entry.path().name("id"),
                            "Another entry of `notification` has the id `%s`, which must be unique among topics, queues and functions."
                                    .formatted(id),
                            "Choose another id.")));
        }
    }

    private static Optional<PropertyProblem> overlap(Entry one, Entry other) {
        var event = other.events().stream()
                .filter(own -> one.events().stream().anyMatch(its -> isSame(its, own)))
                .findFirst();
        return event.filter(_ -> overlaps(one, other, "prefix") && overlaps(one, other, "suffix"))
                .map(own -> new PropertyProblem(
                        other.path(),
                        "This entry and `%s` get the same events of the same objects (%s), which S3 refuses."
                                .formatted(one.path(), own instanceof Value.Str(var name) ? name : ""),
                        "Give them filters that no key matches both of, or different events, or one SNS topic with several"
                                + " subscriptions."));
    }

    private static boolean overlaps(Entry one, Entry other, String part) {
        var first = one.filter(part);
        var second = other.filter(part);
        return first.isPresent()
                && second.isPresent()
                && (part.equals("prefix")
                        ? first.get().startsWith(second.get()) || second.get().startsWith(first.get())
                        : first.get().endsWith(second.get()) || second.get().endsWith(first.get()));
    }

    private static boolean isSame(Value one, Value other) {
        return one instanceof Value.Str(var first)
                && other instanceof Value.Str(var second)
                && (first.equals(second) || covers(first, second) || covers(second, first));
    }

    private static boolean covers(String pattern, String event) {
        return pattern.endsWith("*") && event.startsWith(pattern.substring(0, pattern.length() - 1));
    }
}
