package dev.setpoint.provider.aws.limit;

import dev.setpoint.engine.spi.rule.PropertyProblem;
import dev.setpoint.engine.spi.rule.PropertyRule;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** A rule on priorities: no two rules of a replication have the same. See behaviour.md#s3-replication-limits. */
public record ReplicationPriorities() implements PropertyRule {

    private static final PropertyPath PRIORITIES = PropertyPath.parse("rules[*].priority");

    @Override
    public List<PropertyProblem> check(Value.Map properties) {
        var problems = new ArrayList<PropertyProblem>();
        var seen = new HashSet<Value>();
        PRIORITIES.in(properties).forEach((path, priority) -> {
            if (priority instanceof Value.Num(var number) && !seen.add(priority)) {
                problems.add(new PropertyProblem(
                        path,
                        "Two rules have the priority %s, which must be unique.".formatted(number.toPlainString()),
                        "Give each rule a priority of its own; the highest wins where several apply."));
            }
        });
        return problems;
    }
}
