package dev.setpoint.engine.check;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.PlanRule;
import dev.setpoint.engine.spi.PlannedStack;
import dev.setpoint.engine.spi.ProviderFactory;
import dev.setpoint.engine.stack.FindingDiagnostic;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Checks the providers' rules between resources, as far as the spec alone can tell. Reports only obstacles, since a
 * plan gives the advice.
 */
final class SpecRules {

    private final List<ProviderFactory> factories;
    private final Stack stack;
    private final List<PlannedStack.Part> parts = new ArrayList<>();
    private final LinkedHashSet<PlanRule> rules = new LinkedHashSet<>();

    SpecRules(List<ProviderFactory> factories, Stack stack) {
        this.factories = factories;
        this.stack = stack;
    }

    /** @param properties as far as the spec tells them */
    void written(ResourceBlock block, Value.Map properties) {
        ProviderFactory.of(block.provider(), factories)
                .ifPresent(factory -> rules.addAll(factory.specRules(block.type())));
        var shown = properties.withoutNulls().withSecretsUnknown();
        parts.add(new PlannedStack.Part(
                block.address(),
                block.type(),
                block.provider(),
                Value.Map.EMPTY,
                shown instanceof Value.Map map ? map : Value.Map.EMPTY));
    }

    List<Diagnostic> check() {
        if (rules.isEmpty()) {
            return List.of();
        }
        var written = new PlannedStack(parts);
        return rules.stream()
                .flatMap(rule -> rule.check(written).stream())
                .filter(finding -> finding.kind() == Finding.Kind.OBSTACLE)
                .map(finding -> FindingDiagnostic.of(stack, finding, "SP0560", "SP0561"))
                .toList();
    }
}
