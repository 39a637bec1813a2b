package dev.setpoint.provider.aws;

import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.spi.PlanRule;
import dev.setpoint.engine.spi.rule.PropertyRule;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.registration.ServiceTypes;
import java.util.List;
import java.util.Optional;

/** Rules and defaults for the properties of AWS types. They need no open provider. */
public final class AwsProperties {

    private static final String TAGS = "tags";

    private AwsProperties() {}

    /** Rules that JSON Schema cannot express. */
    public static List<PropertyRule> rules(TypeSchema schema) {
        return AwsServices.of(schema.name())
                .map((ServiceTypes service) -> service.propertyRules(schema.name()))
                .orElse(List.of());
    }

    /** Rules between resources that need no more than the spec. */
    public static List<PlanRule> specRules(TypeSchema schema) {
        return AwsServices.of(schema.name())
                .map((ServiceTypes service) -> service.specRules(schema.name()))
                .orElse(List.of());
    }

    /** Adds the default tags. A tag of the resource wins over a default tag of the same key. */
    public static Value.Map tagged(TypeSchema schema, Value defaultTags, Value.Map desired) {
        var taggable = schema.kind() == TypeSchema.Kind.RESOURCE
                && schema.properties().attribute(TAGS).isPresent();
        return taggable
                ? both(defaultTags, desired.get(TAGS).orElse(Value.Map.EMPTY))
                        .map(tags -> desired.with(TAGS, tags))
                        .orElse(desired)
                : desired;
    }

    /** Adds the default tags of a provider's settings, as far as they are known. */
    public static Value.Map merged(TypeSchema schema, Value.Map settings, Value.Map desired) {
        return tagged(schema, settings.get("defaultTags").orElse(Value.Map.EMPTY), desired);
    }

    /** Empty without default tags, and while the resource's own are not known. One secret map makes all of them secret. */
    private static Optional<Value> both(Value defaults, Value own) {
        if (!(defaults.revealed() instanceof Value.Map first && own.revealed() instanceof Value.Map second)
                || first.entries().isEmpty()) {
            return Optional.empty();
        }
        var all = first.plus(second);
        return Optional.of(defaults.equals(first) && own.equals(second) ? all : new Value.Secret(all));
    }
}
