package dev.setpoint.provider.sandbox.sns;

import dev.setpoint.engine.value.Value;
import java.util.Set;

/** Checks of filter policies, with SNS's words. See behaviour.md#sns-subscription-limits. */
final class FilterPolicies {

    private static final int MOST_KEYS = 5;
    private static final int MOST_COMBINATIONS = 150;
    private static final Set<String> COMPARISONS = Set.of("=", "<", "<=", ">", ">=");
    private static final String ALTERNATIVES = "$or";

    private FilterPolicies() {}

    /** @param body whether the policy looks at the message's body, which has parts */
    static void check(Value.Map policy, boolean body) {
        if (policy.entries().size() > MOST_KEYS) {
            throw invalid("Filter policy can not have more than 5 keys");
        }
        checkKeys(policy, body);
        if (complexity(policy, 1) > MOST_COMBINATIONS) {
            throw invalid("Filter policy is too complex");
        }
    }

    private static RuntimeException invalid(String reason) {
        return SnsPart.invalid("FilterPolicy: " + reason);
    }

    private static void checkKeys(Value.Map policy, boolean body) {
        for (var entry : policy.entries().entrySet()) {
            switch (entry.getValue()) {
                case Value.Map nested -> {
                    if (!body) {
                        throw invalid("Filter policy scope MessageAttributes does not support nested filter policy");
                    }
                    checkKeys(nested, true);
                }
                case Value.List(var items) -> {
                    if (items.isEmpty()) {
                        throw invalid("Empty arrays are not allowed");
                    }
                    for (var item : items) {
                        if (entry.getKey().equals(ALTERNATIVES) && item instanceof Value.Map alternative) {
                            checkKeys(alternative, body);
                        } else {
                            checkMatch(item);
                        }
                    }
                }
                default -> throw invalid("\"" + entry.getKey() + "\" must be an object or an array");
            }
        }
    }

    private static void checkMatch(Value match) {
        if (match instanceof Value.List) {
            throw invalid("Match value must be String, number, true, false, or null");
        }
        if (match instanceof Value.Map(var entries)) {
            if (entries.size() != 1) {
                throw invalid("Only one key allowed in match expression");
            }
            entries.forEach(FilterPolicies::checkOperand);
        }
    }

    private static void checkOperand(String operator, Value operand) {
        switch (operator) {
            case "prefix", "suffix", "equals-ignore-case", "wildcard" -> {
                if (!(operand instanceof Value.Str) && !(operand instanceof Value.Map)) {
                    throw invalid(operator + " match pattern must be a string");
                }
            }
            case "cidr" -> {
                if (!(operand instanceof Value.Str)) {
                    throw invalid("prefix match pattern must be a string");
                }
            }
            case "exists" -> {
                if (!(operand instanceof Value.Bool)) {
                    throw invalid("exists match pattern must be either true or false.");
                }
            }
            case "numeric" -> checkNumeric(operand);
            case "anything-but" -> {
                if (operand instanceof Value.Bool
                        || operand instanceof Value.Null
                        || operand.equals(Value.List.EMPTY)) {
                    throw invalid("Value of anything-but must be a string, a number or an array of them");
                }
            }
            default -> throw invalid("Unrecognized match type " + operator);
        }
    }

    private static void checkNumeric(Value operand) {
        if (!(operand instanceof Value.List(var items))) {
            throw invalid("Value of numeric must be an array.");
        }
        if (items.isEmpty() || items.size() % 2 != 0 || items.size() > 4) {
            throw invalid("Invalid member in numeric match: a comparison has an operator and a number");
        }
        for (var i = 0; i < items.size(); i += 2) {
            if (!(items.get(i) instanceof Value.Str(var comparison)) || !COMPARISONS.contains(comparison)) {
                throw invalid("Invalid member in numeric match: " + items.get(i));
            }
            if (!(items.get(i + 1) instanceof Value.Num)) {
                throw invalid("Value of " + comparison + " must be numeric");
            }
        }
    }

    /** The number of values of each key times its depth, multiplied. Alternatives are not counted. */
    private static long complexity(Value.Map policy, int depth) {
        var total = 1L;
        for (var entry : policy.entries().entrySet()) {
            if (entry.getValue() instanceof Value.Map nested) {
                total *= complexity(nested, depth + 1);
            } else if (entry.getValue() instanceof Value.List(var items)) {
                total *= entry.getKey().equals(ALTERNATIVES) ? 0 : (long) items.size() * depth;
            }
        }
        return total;
    }
}
