package dev.setpoint.provider.sandbox.sns;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Filter policies of subscriptions: their form and how complex they may be. See behaviour.md#sns-subscription-limits. */
final class FilterPolicy {

    private static final String BODY = "MessageBody";
    private static final String OR = "$or";
    private static final int MOST_KEYS = 5;
    private static final int MOST_COMBINATIONS = 150;

    private final boolean nesting;
    private final List<Value> rules = new ArrayList<>();

    private FilterPolicy(boolean nesting) {
        this.nesting = nesting;
    }

    /**
     * Refuses a policy that SNS refuses.
     *
     * @param scope {@code MessageBody} lets keys be nested
     */
    static void check(String text, String scope) {
        if (!(parsed(text) instanceof Value.Map policy)) {
            throw refused("Filter policy must be an object");
        }
        if (policy.entries().size() > MOST_KEYS) {
            throw refused("Filter policy can not have more than " + MOST_KEYS + " keys");
        }
        var filter = new FilterPolicy(scope.equals(BODY));
        if (filter.combinations(policy, 1) > MOST_COMBINATIONS) {
            throw refused("Filter policy is too complex");
        }
        filter.rules.forEach(FilterRule::check);
    }

    private static Value parsed(String text) {
        try {
            return Json.read(text);
        } catch (IllegalArgumentException notJson) {
            throw refused("failed to parse JSON. " + notJson.getMessage());
        }
    }

    /** Returns the combinations of values, each counted as often as its key is deep, and collects the rules. */
    private double combinations(Value.Map policy, int depth) {
        var product = 1.0;
        for (var entry : policy.entries().entrySet()) {
            product *= switch (entry.getValue()) {
                case Value.List(var items) when items.isEmpty() -> throw refused("Empty arrays are not allowed");
                case Value.List(var items) when entry.getKey().equals(OR) && isChoice(items) -> choice(items, depth);
                case Value.List(var items) -> {
                    rules.addAll(items);
                    yield (double) items.size() * depth;
                }
                case Value.Map _
                when !nesting ->
                    throw refused("Filter policy scope MessageAttributes does not support nested filter policy");
                case Value.Map nested -> combinations(nested, depth + 1);
                default -> throw refused("\"" + entry.getKey() + "\" must be an object or an array");
            };
        }
        return product;
    }

    private static boolean isChoice(List<Value> items) {
        return items.size() > 1
                && items.stream()
                        .allMatch(item -> item instanceof Value.Map(var entries)
                                && entries.keySet().stream().noneMatch(FilterRule::isOperator));
    }

    private double choice(List<Value> items, int depth) {
        return items.stream()
                .mapToDouble(item -> item instanceof Value.Map policy ? combinations(policy, depth) : 0)
                .sum();
    }

    static AwsServiceException refused(String reason) {
        return SnsPart.invalid("FilterPolicy: " + reason);
    }
}
