package dev.setpoint.provider.aws.s3.facet;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.s3.configuration.RuleFilter;
import dev.setpoint.provider.aws.shape.SdkShapes;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

/** Lifecycle rules between the schema's words and S3's. See behaviour.md#s3-lifecycle. */
final class LifecycleRules {

    private LifecycleRules() {}

    /** A rule as a read shows it. */
    static Value normal(Value rule) {
        return toValue(toS3((Value.Map) rule));
    }

    static List<LifecycleRule> toS3(List<Value> rules) {
        return rules.stream().map(rule -> toS3((Value.Map) rule)).toList();
    }

    private static LifecycleRule toS3(Value.Map rule) {
        var filter = RuleFilter.of(rule.map("filter"));
        return SdkShapes.PLAIN.build(LifecycleRule.builder(), rule.with("filter", filter.toS3()));
    }

    static Value.List toValue(List<LifecycleRule> rules) {
        return Value.of(rules.stream().map(LifecycleRules::toValue).toList());
    }

    private static Value.Map toValue(LifecycleRule rule) {
        var plain = SdkShapes.PLAIN.toValue(rule);
        var value =
                plain.without("prefix").with("filter", RuleFilter.fromS3(plain).toValue());
        value = changing(value, "transitions", LifecycleRules::soonestFirst);
        return changing(value, "noncurrentVersionTransitions", LifecycleRules::soonestFirst);
    }

    private static Value.Map changing(Value.Map map, String name, UnaryOperator<Value> change) {
        return map.get(name).map(value -> map.with(name, change.apply(value))).orElse(map);
    }

    /** Soonest first, whatever the order they came in. */
    private static Value soonestFirst(Value value) {
        return value instanceof Value.List(var items)
                ? Value.of(items.stream()
                        .sorted(Comparator.comparing(LifecycleRules::days).thenComparing(LifecycleRules::date))
                        .toList())
                : value;
    }

    private static BigDecimal days(Value transition) {
        var map = (Value.Map) transition;
        return map.get("days")
                .or(() -> map.get("noncurrentDays"))
                .map(value -> value instanceof Value.Num(var days) ? days : BigDecimal.ZERO)
                .orElse(BigDecimal.ZERO);
    }

    private static String date(Value transition) {
        return ((Value.Map) transition).string("date").orElse("");
    }
}
