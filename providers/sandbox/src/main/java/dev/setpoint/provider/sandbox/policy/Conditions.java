package dev.setpoint.provider.sandbox.policy;

import dev.setpoint.engine.value.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The {@code Condition} block of a statement. */
final class Conditions {

    private static final Pattern OPERATOR = Pattern.compile("(?:ForAnyValue:|ForAllValues:)?(\\w+?)(IfExists)?");

    private static final Map<String, BiPredicate<String, String>> POSITIVE = Map.ofEntries(
            Map.entry("StringEquals", String::equals),
            Map.entry("StringEqualsIgnoreCase", String::equalsIgnoreCase),
            Map.entry("StringLike", (wanted, actual) -> Wildcard.matches(wanted, actual)),
            Map.entry("ArnEquals", (wanted, actual) -> Wildcard.matches(wanted, actual)),
            Map.entry("ArnLike", (wanted, actual) -> Wildcard.matches(wanted, actual)),
            Map.entry("Bool", String::equalsIgnoreCase),
            Map.entry("BinaryEquals", String::equals),
            Map.entry("NumericEquals", (wanted, actual) -> compare(actual, wanted) == 0),
            Map.entry("NumericLessThan", (wanted, actual) -> compare(actual, wanted) < 0),
            Map.entry("NumericLessThanEquals", (wanted, actual) -> compare(actual, wanted) <= 0),
            Map.entry("NumericGreaterThan", (wanted, actual) -> compare(actual, wanted) > 0),
            Map.entry("NumericGreaterThanEquals", (wanted, actual) -> compare(actual, wanted) >= 0),
            Map.entry("DateEquals", String::equals),
            Map.entry("DateLessThan", (wanted, actual) -> actual.compareTo(wanted) < 0),
            Map.entry("DateLessThanEquals", (wanted, actual) -> actual.compareTo(wanted) <= 0),
            Map.entry("DateGreaterThan", (wanted, actual) -> actual.compareTo(wanted) > 0),
            Map.entry("DateGreaterThanEquals", (wanted, actual) -> actual.compareTo(wanted) >= 0),
            Map.entry("IpAddress", (wanted, actual) -> wanted.equals("0.0.0.0/0") || wanted.equals(actual)));

    private static final Map<String, String> NEGATIVE = Map.of(
            "StringNotEquals", "StringEquals",
            "StringNotEqualsIgnoreCase", "StringEqualsIgnoreCase",
            "StringNotLike", "StringLike",
            "ArnNotEquals", "ArnEquals",
            "ArnNotLike", "ArnLike",
            "NumericNotEquals", "NumericEquals",
            "DateNotEquals", "DateEquals",
            "NotIpAddress", "IpAddress");

    /** Condition keys that make S3 treat a statement for everybody as not public. */
    private static final Set<String> NARROWING = Set.of(
            "aws:sourcearn",
            "aws:sourceaccount",
            "aws:sourceowner",
            "aws:sourceorgid",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:sourceip",
            "aws:principalorgid",
            "aws:principalarn",
            "aws:principalaccount",
            "aws:userid",
            "s3:dataaccesspointaccount",
            "s3:dataaccesspointarn");

    private Conditions() {}

    /** Returns true if only requesters that are known beforehand can meet the condition. */
    static boolean narrow(Value.Map condition) {
        return condition.entries().entrySet().stream()
                .filter(operator -> POSITIVE.containsKey(name(operator.getKey())))
                .flatMap(operator -> operator.getValue() instanceof Value.Map keys
                        ? keys.entries().entrySet().stream()
                        : Stream.empty())
                .anyMatch(key -> NARROWING.contains(key.getKey().toLowerCase(Locale.ROOT))
                        && !PolicyDocument.texts(key.getValue()).contains("*"));
    }

    static boolean known(String operator) {
        var name = name(operator);
        return name.equals("Null") || POSITIVE.containsKey(name) || NEGATIVE.containsKey(name);
    }

    private static String name(String operator) {
        var match = OPERATOR.matcher(operator);
        return match.matches() ? match.group(1) : "";
    }

    static boolean hold(Value.Map condition, Map<String, String> context) {
        return condition.entries().entrySet().stream().allMatch(operator -> {
            return !(operator.getValue() instanceof Value.Map keys)
                    || keys.entries().entrySet().stream()
                            .allMatch(key -> holds(
                                    operator.getKey(),
                                    PolicyDocument.texts(key.getValue()),
                                    Optional.ofNullable(context.get(key.getKey().toLowerCase(Locale.ROOT)))));
        });
    }

    private static boolean holds(String operator, List<String> wanted, Optional<String> actual) {
        var name = name(operator);
        if (name.equals("Null")) {
            return wanted.contains(Boolean.toString(actual.isEmpty()));
        }
        var negated = NEGATIVE.get(name);
        if (actual.isEmpty()) {
            return negated != null || operator.endsWith("IfExists") || operator.startsWith("ForAllValues:");
        }
        var test = POSITIVE.get(negated == null ? name : negated);
        var any = test != null && wanted.stream().anyMatch(one -> test.test(one, actual.get()));
        return any == (negated == null);
    }

    private static int compare(String left, String right) {
        return new BigDecimal(left).compareTo(new BigDecimal(right));
    }
}
