package dev.setpoint.provider.aws.limit;

import dev.setpoint.engine.spi.rule.PropertyProblem;
import dev.setpoint.engine.spi.rule.PropertyRule;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Rule on {@code metrics} of an alarm: what it watches, what it compares that with, and the ids that expressions name.
 * See behaviour.md#cloudwatch-alarm-limits.
 */
public record AlarmMetrics() implements PropertyRule {

    private static final String METRICS = "metrics";
    private static final String EXPRESSION = "expression";
    private static final String BAND = "thresholdMetricId";
    private static final PropertyPath PLACE = PropertyPath.of(METRICS);
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'");
    private static final Pattern ID = Pattern.compile("\\b[a-z][A-Za-z0-9_]*\\b(?!\\s*\\()");

    @Override
    public List<PropertyProblem> check(Value.Map properties) {
        var problems = new ArrayList<PropertyProblem>();
        if (properties.get(METRICS).orElse(Value.Null.VALUE) instanceof Value.List(var items)
                && items.stream().allMatch(Value.Map.class::isInstance)) {
            var entries = items.stream().map(Value.Map.class::cast).toList();
            returned(properties, entries).ifPresent(problems::add);
            band(properties, entries).ifPresent(problems::add);
            ids(entries).ifPresent(known -> {
                for (var i = 0; i < entries.size(); i++) {
                    expression(PLACE.index(i).name(EXPRESSION), entries.get(i), known)
                            .ifPresent(problems::add);
                }
            });
        }
        return problems;
    }

    /** The alarm watches the one entry that returns data, and beside it the band that it is compared with. */
    private static Optional<PropertyProblem> returned(Value.Map properties, List<Value.Map> entries) {
        var returning = new ArrayList<Integer>();
        for (var i = 0; i < entries.size(); i++) {
            var told = entries.get(i).get("returnData").orElse(Value.of(true));
            if (!(told instanceof Value.Bool(var returns))) {
                return Optional.empty();
            }
            if (returns) {
                returning.add(i);
            }
        }
        var band = properties.has(BAND);
        var wanted = band ? 2 : 1;
        if (returning.size() == wanted) {
            return Optional.empty();
        }
        return Optional.of(new PropertyProblem(
                returning.size() > wanted ? PLACE.index(returning.get(wanted)) : PLACE,
                band
                        ? "With `thresholdMetricId`, two entries of `metrics` return data: the watched one and the band; here it is %s."
                                .formatted(returning.size())
                        : "An alarm watches the one entry of `metrics` that returns data, and here %s return data."
                                .formatted(returning.isEmpty() ? "none" : returning.size()),
                returning.size() > wanted
                        ? "Set `returnData: false` on the entries that are only used in expressions; it is true by default."
                        : "Leave `returnData` out of the entry that the alarm shall watch, or set it to true."));
    }

    private static Optional<PropertyProblem> band(Value.Map properties, List<Value.Map> entries) {
        return properties
                .string(BAND)
                .filter(id -> entries.stream().noneMatch(entry -> isBand(entry, id)))
                .map(id -> new PropertyProblem(
                        PropertyPath.of(BAND),
                        "`thresholdMetricId` names an entry of `metrics` whose expression is an ANOMALY_DETECTION_BAND, and `%s` is not one."
                                .formatted(id),
                        "Write an entry such as `{id: %s, expression: \"ANOMALY_DETECTION_BAND(m1, 2)\"}`."
                                .formatted(id)));
    }

    private static boolean isBand(Value.Map entry, String id) {
        var named = entry.get("id").filter(own -> !own.isKnown() || own.equals(Value.of(id)));
        return named.isPresent()
                && entry.get(EXPRESSION)
                        .filter(text -> !(text instanceof Value.Str(var expression))
                                || expression.strip().toUpperCase(Locale.ROOT).startsWith("ANOMALY_DETECTION_BAND"))
                        .isPresent();
    }

    /** The ids of all entries; empty while one is not known. */
    private static Optional<Set<String>> ids(List<Value.Map> entries) {
        var ids = new HashSet<String>();
        for (var entry : entries) {
            if (entry.string("id").isEmpty()) {
                return Optional.empty();
            }
            entry.string("id").ifPresent(ids::add);
        }
        return Optional.of(ids);
    }

    private static Optional<PropertyProblem> expression(PropertyPath path, Value.Map entry, Set<String> ids) {
        var text = entry.string(EXPRESSION).map(String::strip).orElse("");
        if (text.regionMatches(true, 0, "SELECT", 0, "SELECT".length())) {
            return Optional.empty();
        }
        var plain = QUOTED.matcher(text).replaceAll("");
        if (plain.toUpperCase(Locale.ROOT).contains("SEARCH(")) {
            return Optional.of(new PropertyProblem(
                    path,
                    "An alarm cannot watch a SEARCH expression: what it finds changes.",
                    "Name each metric in an entry of its own, or use a Metrics Insights query (`SELECT …`)."));
        }
        return ID.matcher(plain)
                .results()
                .map(found -> found.group())
                .filter(name -> !ids.contains(name))
                .findFirst()
                .map(name -> new PropertyProblem(
                        path,
                        "The expression uses `%s`, and no entry of `metrics` has this id.".formatted(name),
                        "Add an entry with `id: %s`, or correct the name.".formatted(name)));
    }
}
