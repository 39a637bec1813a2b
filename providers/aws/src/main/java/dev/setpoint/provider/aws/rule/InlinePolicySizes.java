package dev.setpoint.provider.aws.rule;

import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.PlanRule;
import dev.setpoint.engine.spi.PlannedStack;
import dev.setpoint.engine.spi.PlannedStack.Part;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.equality.AwsEqualities;
import dev.setpoint.provider.aws.policy.PolicyKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** A rule on the inline policies of one role, whose size counts together. See behaviour.md#iam-role-policy-limits. */
public record InlinePolicySizes() implements PlanRule {

    private static final PolicyKind KIND = PolicyKind.INLINE;

    @Override
    public boolean needsSpecOnly() {
        return true;
    }

    @Override
    public List<Finding> check(PlannedStack plan) {
        var findings = new ArrayList<Finding>();
        // Resources of several provider configurations may be in several accounts.
        var sizes = new HashMap<List<Value>, Integer>();
        for (var part : plan.of(Types.ROLE_POLICY)) {
            var own = part.desired().get("policy").map(KIND::size).orElse(0);
            var role = List.of(Value.of(part.provider()), role(plan, part));
            var before = sizes.getOrDefault(role, 0);
            sizes.put(role, before + own);
            if (before <= KIND.limit() && before + own > KIND.limit() && own <= KIND.limit()) {
                findings.add(Finding.obstacle(
                                part.address(),
                                "with this one, the inline policies of the role have %s, and AWS takes at most %s for %s."
                                        .formatted(KIND.measured(before + own), KIND.most(), KIND.noun()),
                                "Join statements, name actions by wildcards, or write a managed policy (aws.iam.policy).")
                        .about("policy"));
            }
        }
        return findings;
    }

    /** The name of the role, or the value that will name it. */
    private static Value role(PlannedStack plan, Part part) {
        var role = part.desired().get("role").orElse(Value.Null.VALUE);
        return plan.referred(Types.ROLE, role)
                .flatMap(found -> found.desired().get("name"))
                .orElseGet(() -> AwsEqualities.ARN_OR_NAME.canonical(role));
    }
}
