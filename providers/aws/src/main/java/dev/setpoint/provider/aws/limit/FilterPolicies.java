package dev.setpoint.provider.aws.limit;

import dev.setpoint.engine.spi.rule.PropertyProblem;
import dev.setpoint.engine.spi.rule.PropertyRule;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rule on the filter policy of a subscription. See behaviour.md#sns-subscription-limits. */
public record FilterPolicies() implements PropertyRule {

    private static final PropertyPath PLACE = PropertyPath.of("filterPolicy");
    private static final String OR = "$or";
    private static final int MOST_KEYS = 5;
    private static final long MOST_COMBINATIONS = 150;

    @Override
    public List<PropertyProblem> check(Value.Map properties) {
        return switch (properties.get("filterPolicy").orElse(Value.Null.VALUE)) {
            case Value.Map policy -> check(policy, properties);
            case Value.Str(var text) ->
                read(text)
                        .map(policy -> check(policy, properties))
                        .orElseGet(() -> List.of(new PropertyProblem(
                                PLACE,
                                "A filter policy is a map, or the text of a JSON object, and this is neither.",
                                "Write it as YAML.")));
            default -> List.of();
        };
    }

    private static Optional<Value.Map> read(String text) {
        try {
            return Json.read(text) instanceof Value.Map map ? Optional.of(map) : Optional.empty();
        } catch (IllegalArgumentException noJson) {
            return Optional.empty();
        }
    }

    private static List<PropertyProblem> check(Value.Map policy, Value.Map properties) {
        var scope = properties.get("filterPolicyScope").orElse(Value.of("MessageAttributes"));
        var problems = new ArrayList<PropertyProblem>();
        keys(PLACE, policy, scope.equals(Value.of("MessageAttributes")), problems);
        if (policy.entries().size() > MOST_KEYS) {
            problems.add(new PropertyProblem(
                    PLACE,
                    "A filter policy has at most %s keys, and this has %s."
                            .formatted(MOST_KEYS, policy.entries().size()),
                    "Leave keys out, or subscribe twice."));
        }
        if (problems.isEmpty() && combinations(policy, 1) > MOST_COMBINATIONS) {
            problems.add(new PropertyProblem(
                    PLACE,
                    "This filter policy has %s combinations of values, and SNS takes at most %s: the numbers of values of all keys, multiplied, each times its depth."
                            .formatted(combinations(policy, 1), MOST_COMBINATIONS),
                    "Use `prefix` or `anything-but` in the place of many values, or subscribe twice."));
        }
        return problems;
    }

    private static void keys(
            PropertyPath path, Value.Map policy, boolean ofAttributes, List<PropertyProblem> problems) {
        policy.entries().forEach((name, value) -> {
            var place = path.name(name);
            switch (value) {
                case Value.List(var branches)
                when name.equals(OR) -> {
                    for (var i = 0; i < branches.size(); i++) {
                        if (branches.get(i) instanceof Value.Map branch) {
                            keys(place.index(i), branch, ofAttributes, problems);
                        }
                    }
                }
                case Value.List(var items)
                when items.isEmpty() ->
                    problems.add(new PropertyProblem(
                            place,
                            "A list in a filter policy cannot be empty.",
                            "Name a value, or leave `%s` out.".formatted(name)));
                case Value.List(var items) -> {
                    for (var i = 0; i < items.size(); i++) {
                        condition(place.index(i), items.get(i)).ifPresent(problems::add);
                    }
                }
                case Value.Map _
                when ofAttributes ->
                    problems.add(new PropertyProblem(
                                    place,
                                    "A filter policy on message attributes cannot be nested: attributes have no parts.",
                                    "Set `filterPolicyScope: MessageBody` to look at the message's body, or write a list of values.")
                            .atName());
                case Value.Map nested -> keys(place, nested, false, problems);
                case Value.Str _, Value.Num _, Value.Bool _, Value.Null _ ->
                    problems.add(new PropertyProblem(
                            place,
                            "The values of `%s` in a filter policy stand in a list.".formatted(name),
                            "Write it in brackets: `[…]`."));
                case Value.Unknown _, Value.Secret _, Value.Redacted _ -> {}
            }
        });
    }

    private static Optional<PropertyProblem> condition(PropertyPath place, Value value) {
        return switch (value) {
            case Value.List _ ->
                Optional.of(new PropertyProblem(
                        place,
                        "A list in a filter policy holds texts, numbers, true, false and conditions, and no other list.",
                        "Write its values one after the other."));
            case Value.Map(var entries)
            when entries.size() != 1 ->
                Optional.of(new PropertyProblem(
                        place,
                        "A condition in a filter policy has one operator, and this has %s.".formatted(entries.size()),
                        "Write each operator in a condition of its own: `[{prefix: a}, {suffix: b}]`."));
            case Value.Map(var entries) ->
                operator(place, entries.entrySet().iterator().next());
            case Value.Str _,
                    Value.Num _,
                    Value.Bool _,
                    Value.Null _,
                    Value.Unknown _,
                    Value.Secret _,
                    Value.Redacted _ -> Optional.empty();
        };
    }

    private static Optional<PropertyProblem> operator(PropertyPath place, Map.Entry<String, Value> condition) {
        var operand = condition.getValue();
        if (!operand.isKnown()) {
            return Optional.empty();
        }
        var path = place.name(condition.getKey());
        return switch (condition.getKey()) {
            case "prefix", "suffix", "wildcard", "equals-ignore-case", "cidr" ->
                operand instanceof Value.Str || operand instanceof Value.Map
                        ? Optional.empty()
                        : wrong(path, condition.getKey(), "a text");
            case "exists" -> operand instanceof Value.Bool ? Optional.empty() : wrong(path, "exists", "true or false");
            case "numeric" ->
                isNumeric(operand)
                        ? Optional.empty()
                        : wrong(path, "numeric", "a list such as `[\">=\", 0, \"<\", 10]`");
            case "anything-but" ->
                operand instanceof Value.Bool || operand instanceof Value.Null || operand.equals(Value.List.EMPTY)
                        ? wrong(path, "anything-but", "a text, a number, a list of them, or a condition")
                        : Optional.empty();
            default ->
                Optional.of(new PropertyProblem(
                                path,
                                "`%s` is not an operator of filter policies.".formatted(condition.getKey()),
                                "SNS knows prefix, suffix, equals-ignore-case, wildcard, cidr, numeric, exists and anything-but.")
                        .atName());
        };
    }

    private static Optional<PropertyProblem> wrong(PropertyPath path, String operator, String wanted) {
        return Optional.of(new PropertyProblem(
                path, "`%s` in a filter policy takes %s.".formatted(operator, wanted), "Write %s.".formatted(wanted)));
    }

    /** One comparison, or the two ends of a range. */
    private static boolean isNumeric(Value operand) {
        if (!(operand instanceof Value.List(var items)) || (items.size() != 2 && items.size() != 4)) {
            return false;
        }
        for (var i = 0; i < items.size(); i += 2) {
            if (!(items.get(i) instanceof Value.Str(var operator))
                    || !List.of("=", "<", "<=", ">", ">=").contains(operator)
                    || !(items.get(i + 1) instanceof Value.Num)) {
                return false;
            }
        }
        return true;
    }

    /** The complexity as SNS counts it; 0 with {@code $or}, whose branches it counts in another way. */
    private static long combinations(Value.Map policy, int depth) {
        var product = 1L;
        for (var entry : policy.entries().entrySet()) {
            product *= switch (entry.getValue()) {
                case Value.List _ when entry.getKey().equals(OR) -> 0;
                case Value.List(var items) -> (long) items.size() * depth;
                case Value.Map nested -> combinations(nested, depth + 1);
                default -> 1;
            };
            product = Math.min(product, Integer.MAX_VALUE);
        }
        return product;
    }
}
