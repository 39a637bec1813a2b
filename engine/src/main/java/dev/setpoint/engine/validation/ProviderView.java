package dev.setpoint.engine.validation;

import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.schema.Visibility;
import dev.setpoint.engine.spi.ProviderFactory;
import dev.setpoint.engine.spi.rule.PropertyProblem;
import dev.setpoint.engine.spi.rule.PropertyRule;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Properties of a resource as its provider takes them.
 *
 * @param provider its configuration: {@code aws.replica}
 * @param written the properties that the spec sets
 * @param properties these with what the settings of the configuration add
 * @param rules of the provider for the type
 */
public record ProviderView(String provider, Value.Map written, Value.Map properties, List<PropertyRule> rules) {

    /**
     * The view of a provider that need not be open.
     *
     * @param factory empty when none is installed
     * @param settings as far as they are known
     */
    public static ProviderView of(
            String provider,
            Optional<ProviderFactory> factory,
            TypeSchema type,
            Value.Map settings,
            Value.Map written) {
        return new ProviderView(
                provider,
                written,
                factory.map(found -> Visibility.kept(written, found.merged(type, settings, written)))
                        .orElse(written),
                factory.map(found -> found.rules(type)).orElse(List.of()));
    }

    /** Properties that nothing is added to, and that only the schema has rules for. */
    static ProviderView of(Value.Map properties) {
        return new ProviderView("", properties, properties, List.of());
    }

    /** This view with properties that the provider has completed. */
    public ProviderView completed(Value.Map complete) {
        return new ProviderView(provider, written, complete, rules);
    }

    /** @param read the properties with documents in the place of their texts */
    List<Violation> findings(Value.Map read) {
        return rules.isEmpty() || !(read.withSecretsUnknown() instanceof Value.Map shown)
                ? List.of()
                : rules.stream()
                        .flatMap(rule -> rule.check(shown).stream())
                        .map(ProviderView::violation)
                        .toList();
    }

    private static Violation violation(PropertyProblem problem) {
        var violation =
                Violation.of("SP0224", problem.path(), problem.sentence()).hint(Optional.of(problem.hint()));
        return problem.onName() ? violation.atName() : violation;
    }

    /** The violation, saying what the settings add where it is about a property that they add to. */
    Violation explained(Violation violation) {
        return violation
                .path()
                .property()
                .flatMap(name -> added(name)
                        .map(members -> violation.adding(
                                "The provider `%s` adds %s to `%s`.".formatted(provider, members, name))))
                .orElse(violation);
    }

    /** The members that a property has from the settings alone. */
    private Optional<String> added(String name) {
        // The names in a secret map are secret.
        if (!(properties.get(name).orElse(Value.Null.VALUE) instanceof Value.Map whole)) {
            return Optional.empty();
        }
        var own = written.map(name);
        var members = whole.entries().keySet().stream()
                .filter(member -> !own.has(member))
                .map(member -> "`" + member + "`")
                .collect(Collectors.joining(", "));
        return Optional.of(members)
                .filter(text -> !text.isEmpty() && !properties.get(name).equals(written.get(name)));
    }
}
