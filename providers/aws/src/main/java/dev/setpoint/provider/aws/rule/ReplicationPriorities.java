package dev.setpoint.provider.aws.rule;

import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.PlanRule;
import dev.setpoint.engine.spi.PlannedStack;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A rule on priorities: no two rules of a replication have the same. See behaviour.md#s3-replication. */
public record ReplicationPriorities() implements PlanRule {

    private static final PropertyPath PRIORITIES = PropertyPath.parse("rules[*].priority");

    @Override
    public List<Finding> check(PlannedStack plan) {
        var findings = new ArrayList<Finding>();
        for (var part : plan.of(Types.REPLICATION)) {
            Map<Value, PropertyPath> seen = new HashMap<>();
            PRIORITIES.in(part.desired()).forEach((path, priority) -> {
                var first = seen.putIfAbsent(priority, path);
                if (first != null && priority instanceof Value.Num(var number)) {
                    findings.add(Finding.obstacle(
                                    part.address(),
                                    "two rules have the priority %s.".formatted(number.toPlainString()),
                                    "Give each rule a priority of its own; the highest wins where several apply.")
                            .about(path.toString()));
                }
            });
        }
        return findings;
    }
}
