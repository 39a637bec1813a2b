package dev.setpoint.engine.planning.check;

import dev.setpoint.engine.planning.desired.DesiredProperties;
import dev.setpoint.engine.planning.refusal.PlanProblems;
import dev.setpoint.engine.provider.Providers;
import dev.setpoint.engine.spi.PlanRule;
import dev.setpoint.engine.spi.PlannedStack;
import dev.setpoint.engine.stack.FindingDiagnostic;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Checks the providers' rules against the whole planned stack. */
final class PlanRules {

    private final Providers providers;
    private final Stack stack;
    private final List<PlannedStack.Part> parts = new ArrayList<>();
    private final LinkedHashSet<PlanRule> rules = new LinkedHashSet<>();

    PlanRules(Providers providers, Stack stack) {
        this.providers = providers;
        this.stack = stack;
    }

    /**
     * Adds a resource to check. Secret values are left out, because a finding may quote its values.
     *
     * @param desired properties completed by {@link DesiredProperties}, so that the provider is open
     */
    void planned(ResourceBlock block, Value.Map desired) {
        var provider = providers.provider(block.provider());
        provider.type(block.type()).ifPresent(type -> rules.addAll(type.rules()));
        parts.add(new PlannedStack.Part(
                block.address(),
                block.type(),
                block.provider(),
                provider.location(),
                desired.withSecretsUnknown() instanceof Value.Map shown ? shown : desired));
    }

    PlannedStack check(PlanProblems problems) {
        var plannedStack = new PlannedStack(parts);
        for (var rule : rules) {
            rule.check(plannedStack)
                    .forEach(finding -> problems.block(
                            finding.address(), FindingDiagnostic.of(stack, finding, "SP0560", "SP0561")));
        }
        return plannedStack;
    }
}
