package dev.setpoint.provider.aws.rule;

import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.PlanRule;
import dev.setpoint.engine.spi.PlannedStack;
import dev.setpoint.engine.spi.PlannedStack.Part;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A rule on the times of a lifecycle rule, which must fit each other: S3 refuses the whole configuration otherwise.
 * See behaviour.md#s3-lifecycle.
 */
public record LifecycleTimes() implements PlanRule {

    private static final PropertyPath RULES = PropertyPath.parse("lifecycle.rules[*]");
    private static final String DAYS = "days";
    private static final Set<String> INFREQUENT = Set.of("STANDARD_IA", "ONEZONE_IA");
    private static final Set<String> ARCHIVES = Set.of("GLACIER", "DEEP_ARCHIVE", "GLACIER_IR");
    private static final int LEAST_DAYS = 30;

    /** One change of the storage class. */
    private record Transition(PropertyPath path, int days, String to) {}

    @Override
    public List<Finding> check(PlannedStack plan) {
        var findings = new ArrayList<Finding>();
        for (var part : plan.of(Types.BUCKET)) {
            RULES.in(part.desired()).forEach((path, rule) -> {
                if (rule instanceof Value.Map map) {
                    check(part, path, map, findings);
                }
            });
        }
        return findings;
    }

    private static void check(Part part, PropertyPath path, Value.Map rule, List<Finding> findings) {
        var transitions = PropertyPath.parse("transitions[*]").in(rule).entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Value.Map map
                        && map.integer(DAYS).isPresent())
                .map(entry -> transition(path, entry))
                .sorted(Comparator.comparingInt(Transition::days))
                .toList();
        for (var i = 1; i < transitions.size(); i++) {
            var before = transitions.get(i - 1);
            var after = transitions.get(i);
            if (INFREQUENT.contains(before.to())
                    && ARCHIVES.contains(after.to())
                    && after.days() - before.days() < LEAST_DAYS) {
                findings.add(Finding.obstacle(
                                part.address(),
                                "objects go on to %s %s days after they came to %s, and must stay there %s days."
                                        .formatted(after.to(), after.days() - before.days(), before.to(), LEAST_DAYS),
                                "Set `days` to %s or more.".formatted(before.days() + LEAST_DAYS))
                        .about(after.path().name(DAYS).toString()));
            }
        }
        var expiration = rule.map("expiration").integer(DAYS);
        if (expiration.isPresent()
                && !transitions.isEmpty()
                && expiration.get() <= transitions.getLast().days()) {
            findings.add(Finding.obstacle(
                            part.address(),
                            "objects expire after %s days, and only after %s would go on to %s."
                                    .formatted(
                                            expiration.get(),
                                            transitions.getLast().days(),
                                            transitions.getLast().to()),
                            "Let them expire later than the last transition.")
                    .about(path.name("expiration").name(DAYS).toString()));
        }
    }

    private static Transition transition(PropertyPath rule, Map.Entry<PropertyPath, Value> entry) {
        var path = rule;
        for (var step : entry.getKey().steps()) {
            path = path.then(step);
        }
        var map = (Value.Map) entry.getValue();
        return new Transition(
                path,
                map.integer(DAYS).orElseThrow(),
                map.string("storageClass").orElse(""));
    }
}
