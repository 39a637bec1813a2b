package dev.setpoint.provider.aws.limit;

import dev.setpoint.engine.spi.rule.PropertyProblem;
import dev.setpoint.engine.spi.rule.PropertyRule;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Rule on the times of a lifecycle rule, which must fit each other, and on the order of its storage classes. See
 * behaviour.md#s3-lifecycle-limits.
 */
public record LifecycleTimes() implements PropertyRule {

    private static final PropertyPath RULES = PropertyPath.parse("lifecycle.rules[*]");
    private static final List<LifecycleCourse.Names> COURSES = List.of(
            new LifecycleCourse.Names("transitions", "days", "expiration", "objects"),
            new LifecycleCourse.Names("transitions", "date", "expiration", "objects"),
            new LifecycleCourse.Names(
                    "noncurrentVersionTransitions", "noncurrentDays", "noncurrentVersionExpiration", "old versions"));

    @Override
    public List<PropertyProblem> check(Value.Map properties) {
        var problems = new ArrayList<PropertyProblem>();
        RULES.in(properties).forEach((path, value) -> {
            if (value instanceof Value.Map rule) {
                COURSES.forEach(names ->
                        problems.addAll(LifecycleCourse.of(names, path, rule).problems()));
                mixed(path, rule, problems);
                sizes(path, rule.map("filter"), problems);
            }
        });
        return problems;
    }

    /** One rule counts in days or by dates. The schema compares its expiration with its transitions. */
    private static void mixed(PropertyPath rule, Value.Map content, List<PropertyProblem> problems) {
        var transitions = content.list("transitions");
        var inDays = transitions.stream().anyMatch(LifecycleTimes::hasDays);
        for (var i = 0; i < transitions.size(); i++) {
            if (inDays && transitions.get(i) instanceof Value.Map transition && transition.has("date")) {
                problems.add(new PropertyProblem(
                        rule.name("transitions").index(i).name("date"),
                        "One lifecycle rule counts either in days or by dates; another transition of it has days.",
                        "Give every transition of the rule `days`, or every one `date`, or write two rules."));
            }
        }
    }

    private static boolean hasDays(Value transition) {
        return transition instanceof Value.Map map && map.has("days");
    }

    private static void sizes(PropertyPath rule, Value.Map filter, List<PropertyProblem> problems) {
        var above = Numbers.of(filter, "objectSizeGreaterThan");
        var below = Numbers.of(filter, "objectSizeLessThan");
        if (above.isPresent() && below.isPresent() && below.get().compareTo(above.get()) <= 0) {
            problems.add(new PropertyProblem(
                    rule.name("filter").name("objectSizeLessThan"),
                    "`objectSizeLessThan` must be greater than `objectSizeGreaterThan`, which is %s; S3 refuses a filter that no object passes."
                            .formatted(above.get().toPlainString()),
                    "Set `objectSizeLessThan` to more than %s, or leave one of the two out."
                            .formatted(above.get().toPlainString())));
        }
    }
}
