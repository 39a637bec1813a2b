package dev.setpoint.provider.sandbox.s3.configuration;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.table.Check;
import dev.setpoint.provider.sandbox.table.Members;
import dev.setpoint.provider.sandbox.table.Refusal;
import dev.setpoint.provider.sandbox.table.Submission;
import dev.setpoint.provider.sandbox.world.Ids;
import dev.setpoint.provider.sandbox.world.Service;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lifecycle configuration. See behaviour.md#s3-lifecycle. */
final class Lifecycle {

    private static final String MINIMUM_SIZE = "transitionDefaultMinimumObjectSize";
    private static final String STANDARD_SIZE = "all_storage_classes_128K";
    private static final int MOST_RULES = 1000;

    private static final List<Check> REQUEST = List.of(Check.oneOf(
                    MINIMUM_SIZE,
                    Set.of(STANDARD_SIZE, "varies_by_storage_class"),
                    new Refusal(
                            Service.S3, "InvalidRequest", 400, "Invalid TransitionDefaultMinimumObjectSize found: %s"))
            .whenPresent());
    private static final List<Check> CONFIGURATION =
            List.of(Check.size("rules", 1, MOST_RULES, S3Refusals.MALFORMED_XML));

    private Lifecycle() {}

    static Value.Map accepted(Submission submission) {
        Check.all(REQUEST, submission.request());
        var written = submission.content().orElse(Value.Map.EMPTY);
        var rules = new ArrayList<Value>();
        var ids = new HashSet<String>();
        for (var rule : Members.maps(written, "rules")) {
            LifecycleRule.check(rule);
            var named = rule.has("id") ? rule : rule.with("id", Value.of(Ids.uuid()));
            if (!ids.add(named.string("id").orElse(""))) {
                throw S3Refusals.invalidArgument("Rule ID must be unique. Found same ID for more than one rule");
            }
            rules.add(named);
        }
        Check.all(CONFIGURATION, written);
        LegacyPrefixes.check(Members.maps(written, "rules"));
        var minimum = submission.request().string(MINIMUM_SIZE).orElse(STANDARD_SIZE);
        return Value.Map.EMPTY.with("rules", Value.of(rules)).with(MINIMUM_SIZE, Value.of(minimum));
    }

    static Value.Map answered(Value.Map stored) {
        return Value.Map.EMPTY.with(
                MINIMUM_SIZE, Value.of(stored.string(MINIMUM_SIZE).orElse(STANDARD_SIZE)));
    }
}
