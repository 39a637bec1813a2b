package dev.setpoint.engine.check;

import dev.setpoint.engine.document.Document;
import dev.setpoint.engine.expression.LocatedEvaluationException;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.stack.Stack.ProviderBlock;
import dev.setpoint.engine.stack.StaticValues;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.PropertyPath.Step;
import dev.setpoint.engine.value.Value;
import java.util.Optional;

/** The settings of providers that expressions give; those that are literal, {@link Grammar} has checked. */
final class ProviderRules {

    private final SchemaFiles files;
    private final Problems problems;

    ProviderRules(SchemaFiles files, Problems problems) {
        this.files = files;
        this.problems = problems;
    }

    void check(Document document, Stack stack, StaticValues values) {
        var section = Members.mapping(document.root(), "providers");
        stack.providers().values().stream()
                .filter(block -> !block.settings().references().isEmpty())
                .forEach(block -> settings(block, values)
                        .ifPresent(settings -> findings(block, settings)
                                .forEach(finding -> problems.add(finding.at(Places.at(
                                        Members.mapping(section, block.name()),
                                        block.span(),
                                        finding.path(),
                                        finding.onName()))))));
    }

    /** Empty when an expression has no value, which is said here. */
    private Optional<Value> settings(ProviderBlock block, StaticValues values) {
        try {
            return Optional.of(block.settings().evaluate(values));
        } catch (LocatedEvaluationException e) {
            problems.add(e.diagnostic());
            return Optional.empty();
        }
    }

    private Iterable<Finding> findings(ProviderBlock block, Value settings) {
        return files
                .text("providers/" + block.factory() + ".schema.json")
                .map(Json::read)
                .filter(Value.Map.class::isInstance)
                .map(schema -> new SchemaRules((Value.Map) schema, "the provider `" + block.name() + "`"))
                .stream()
                .flatMap(rules -> rules.findings(settings).stream())
                .filter(finding -> isComputed(block.settings(), finding.path()))
                .toList();
    }

    private static boolean isComputed(Term settings, PropertyPath path) {
        var here = settings;
        for (var step : path.steps()) {
            var next = switch (here) {
                case Term.MapTerm(var entries, var _)
                when step instanceof Step.Name(var name) -> Optional.ofNullable(entries.get(name));
                case Term.ListTerm(var items, var _)
                when step instanceof Step.Index(var i) && i < items.size() -> Optional.of(items.get(i));
                default -> Optional.<Term>empty();
            };
            if (next.isEmpty()) {
                break;
            }
            here = next.get();
        }
        return here instanceof Term.Computed;
    }
}
