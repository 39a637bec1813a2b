package dev.setpoint.provider.aws.limit;

import dev.setpoint.engine.spi.rule.PropertyProblem;
import dev.setpoint.engine.spi.rule.PropertyRule;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rule on the selectors of a trail: how many values they may have together, and which fields an event of a category
 * has. See behaviour.md#cloudtrail-trail-limits, behaviour.md#cloudtrail-event-types.
 */
public record EventSelectors() implements PropertyRule {

    private static final int MOST_RESOURCES = 250;
    private static final int MOST_VALUES = 500;
    private static final String EQUALS = "equals";
    private static final PropertyPath BASIC = PropertyPath.of("eventSelectors");
    private static final PropertyPath ADVANCED = PropertyPath.of("advancedEventSelectors");
    private static final PropertyPath RESOURCES = PropertyPath.parse("eventSelectors[*].dataResources[*].values[*]");
    private static final PropertyPath FIELDS = PropertyPath.parse("advancedEventSelectors[*].fieldSelectors");
    private static final List<String> OPERATORS =
            List.of(EQUALS, "notEquals", "startsWith", "notStartsWith", "endsWith", "notEndsWith");
    private static final Map<String, Set<String>> BY_CATEGORY = Map.of(
            "Management",
            Set.of(
                    "eventCategory",
                    "eventSource",
                    "readOnly",
                    "eventName",
                    "userIdentity.arn",
                    "eventType",
                    "sessionCredentialFromConsole"),
            "Data",
            Set.of(
                    "eventCategory",
                    "resources.type",
                    "resources.ARN",
                    "eventName",
                    "readOnly",
                    "eventSource",
                    "userIdentity.arn",
                    "eventType",
                    "sessionCredentialFromConsole"),
            "NetworkActivity",
            Set.of("eventCategory", "eventSource", "eventName", "errorCode", "vpcEndpointId", "userIdentity.arn"));

    @Override
    public List<PropertyProblem> check(Value.Map properties) {
        var problems = new ArrayList<PropertyProblem>();
        var resources = RESOURCES.in(properties);
        tooMany(BASIC, "data resources", resources.size(), MOST_RESOURCES).ifPresent(problems::add);
        resources.forEach((path, resource) -> {
            if (resource instanceof Value.Str(var arn) && !arn.startsWith("arn:")) {
                problems.add(
                        new PropertyProblem(
                                path,
                                "A data resource is an ARN, or the beginning of one.",
                                "Write one such as `arn:aws:s3:::BUCKET/` for the objects of a bucket, or `arn:aws:s3` for all."));
            }
        });
        var values = 0;
        for (var selector : FIELDS.in(properties).entrySet()) {
            if (selector.getValue() instanceof Value.List(var fields)) {
                values += fields.stream().mapToInt(EventSelectors::values).sum();
                category(fields).ifPresent(category -> fields(selector.getKey(), fields, category, problems));
            }
        }
        tooMany(ADVANCED, "values in all conditions", values, MOST_VALUES).ifPresent(problems::add);
        insight(properties).ifPresent(problems::add);
        return problems;
    }

    private static Optional<PropertyProblem> tooMany(PropertyPath path, String things, int found, int most) {
        return found <= most
                ? Optional.empty()
                : Optional.of(new PropertyProblem(
                        path,
                        "`%s` has %s %s, and a trail has at most %s.".formatted(path, found, things, most),
                        "Name what they have in common, or make another trail."));
    }

    private static int values(Value field) {
        return field instanceof Value.Map map
                ? OPERATORS.stream()
                        .mapToInt(operator -> map.list(operator).size())
                        .sum()
                : 0;
    }

    /** The category that a selector is about; empty while it is not known. */
    private static Optional<String> category(List<Value> fields) {
        return fields.stream()
                .filter(field -> isField(field, "eventCategory"))
                .flatMap(field -> ((Value.Map) field).list(EQUALS).stream())
                .flatMap(value -> value instanceof Value.Str(var text)
                        ? Optional.of(text).stream()
                        : Optional.<String>empty().stream())
                .findFirst();
    }

    private static boolean isField(Value field, String name) {
        return field instanceof Value.Map map && map.string("field").equals(Optional.of(name));
    }

    private static void fields(PropertyPath path, List<Value> fields, String category, List<PropertyProblem> problems) {
        var allowed = BY_CATEGORY.getOrDefault(category, Set.of());
        for (var i = 0; i < fields.size(); i++) {
            if (fields.get(i) instanceof Value.Map field) {
                var place = path.index(i);
                field.string("field")
                        .filter(name -> !allowed.contains(name))
                        .map(name -> new PropertyProblem(
                                place.name("field"),
                                "%s events cannot be selected by `%s`.".formatted(category, name),
                                "Their fields are: " + String.join(", ", new TreeSet<>(allowed)) + "."))
                        .ifPresent(problems::add);
                if (category.equals("NetworkActivity")
                        && isField(field, "eventSource")
                        && field.list(EQUALS).size() != 1) {
                    problems.add(new PropertyProblem(
                            place,
                            "A selector of network activity events names one `eventSource` with `equals`.",
                            "Write `equals` with one service, and one selector for each service."));
                }
            }
        }
    }

    /** ApiCallRateInsight needs management events that write. The schema looks at basic selectors. */
    private static Optional<PropertyProblem> insight(Value.Map properties) {
        var selectors = FIELDS.in(properties);
        var insights = properties.list("insightSelectors");
        var asked = insights.stream()
                .anyMatch(insight -> insight instanceof Value.Map map
                        && map.string("insightType").equals(Optional.of("ApiCallRateInsight")));
        var known = selectors.values().stream()
                .allMatch(fields -> fields instanceof Value.List(var items)
                        && category(items).isPresent());
        var recorded = selectors.values().stream()
                .anyMatch(fields -> fields instanceof Value.List(var items)
                        && category(items).equals(Optional.of("Management"))
                        && !readsOnly(items));
        return asked && known && !selectors.isEmpty() && !recorded
                ? Optional.of(new PropertyProblem(
                        ADVANCED,
                        "ApiCallRateInsight looks at writing management events, and no selector here records them.",
                        "Add a selector with `eventCategory` Management and without `readOnly`."))
                : Optional.empty();
    }

    private static boolean readsOnly(List<Value> fields) {
        return fields.stream()
                .anyMatch(field -> isField(field, "readOnly")
                        && ((Value.Map) field).list(EQUALS).equals(List.of(Value.of("true"))));
    }
}
