package dev.setpoint.provider.aws.rule;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.PlanRule;
import dev.setpoint.engine.spi.PlannedStack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;

/**
 * A rule on names of roles, users and policies, which are unique in the account whatever their case. Resources of
 * several provider configurations may be in several accounts, and the engine refuses names that are equal. See behaviour.md#iam-role-limits.
 */
public record IamNames(TypeName type) implements PlanRule {

    private static final String NAME = "name";

    public IamNames(String type) {
        this(new TypeName(type));
    }

    @Override
    public boolean needsSpecOnly() {
        return true;
    }

    @Override
    public List<Finding> check(PlannedStack plan) {
        var findings = new ArrayList<Finding>();
        var seen = new HashMap<List<String>, String>();
        for (var part : plan.of(type)) {
            part.desired().string(NAME).ifPresent(name -> {
                var other = seen.putIfAbsent(List.of(part.provider(), name.toLowerCase(Locale.ROOT)), name);
                if (other != null && !other.equals(name)) {
                    findings.add(Finding.obstacle(
                                    part.address(),
                                    "IAM takes its name and `%s`, of another resource here, for the same: they differ only in case."
                                            .formatted(other),
                                    "Choose a name that differs in more than case.")
                            .about(NAME));
                }
            });
        }
        return findings;
    }
}
