package dev.setpoint.engine.check.settings;

import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.check.grammar.SpecPositions;
import dev.setpoint.engine.check.grammar.YamlMembers;
import dev.setpoint.engine.document.Document;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.expression.LocatedEvaluationException;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.stack.Stack.ProviderBlock;
import dev.setpoint.engine.stack.StaticValues;
import dev.setpoint.engine.validation.SettingsRules;
import dev.setpoint.engine.value.Value;
import java.util.Optional;

/** The settings of every provider block, used or not, against the schema of its provider. */
public final class ProviderSettingsCheck {

    private final SchemaCatalog catalog;
    private final CheckProblems problems;

    public ProviderSettingsCheck(SchemaCatalog catalog, CheckProblems problems) {
        this.catalog = catalog;
        this.problems = problems;
    }

    public void check(Document document, Stack stack, StaticValues values) {
        var section = YamlMembers.mapping(document.root(), "providers");
        stack.providers()
                .values()
                .forEach(block -> catalog.provider(block.factory())
                        .ifPresent(schema -> settings(block, values)
                                .ifPresent(settings ->
                                        check(block, YamlMembers.mapping(section, block.name()), schema, settings))));
    }

    /** Empty when they are no map, or an expression has no value, which is said here. */
    private Optional<Value.Map> settings(ProviderBlock block, StaticValues values) {
        try {
            return block.settings().evaluate(values).withoutNulls() instanceof Value.Map map
                    ? Optional.of(map)
                    : Optional.empty();
        } catch (LocatedEvaluationException e) {
            problems.add(e.diagnostic());
            return Optional.empty();
        }
    }

    private void check(ProviderBlock block, Node written, Value.Map schema, Value.Map settings) {
        new SettingsRules(schema, "the provider `" + block.name() + "`")
                .findings(settings).stream()
                        .map(finding -> finding.in(block.settings()))
                        .forEach(finding -> problems.add(
                                finding.at(SpecPositions.at(written, block.span(), finding.path(), finding.onName()))));
    }
}
