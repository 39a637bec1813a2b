package dev.setpoint.provider.aws.registration;

import dev.setpoint.engine.spi.DataSource;
import dev.setpoint.engine.spi.PlanRule;
import dev.setpoint.engine.spi.Preflight;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Verification;
import dev.setpoint.engine.spi.rule.PropertyRule;
import dev.setpoint.provider.aws.client.Aws;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** One line of a service's table: a name, and how to make what belongs to it for one configured provider. */
public sealed interface TypeEntry {

    /** Full name of the type, as a spec writes it: {@code aws.kms.key}. */
    String name();

    /** Begins the entry of a resource type. */
    static Resource resource(String name, Function<Aws, ResourceType> type) {
        return new Resource(name, type, List.of(), Optional.empty(), List.of(), List.of());
    }

    /** Makes the entry of a data source. */
    static Data data(String name, Function<Aws, DataSource> source) {
        return new Data(name, source);
    }

    /** Data source. */
    record Data(String name, Function<Aws, DataSource> source) implements TypeEntry {}

    /**
     * Resource type.
     *
     * @param preflights run one after the other, in this order
     * @param propertyRules hold for each resource by itself; {@code rules} for the whole plan
     */
    record Resource(
            String name,
            Function<Aws, ResourceType> type,
            List<Function<Aws, Preflight>> preflights,
            Optional<Function<Aws, Verification>> verification,
            List<PlanRule> rules,
            List<PropertyRule> propertyRules)
            implements TypeEntry {

        /** Adds a look at the cloud before the first change. */
        public Resource preflight(Function<Aws, Preflight> preflight) {
            var all = Stream.concat(preflights.stream(), Stream.of(preflight)).toList();
            return new Resource(name, type, all, verification, rules, propertyRules);
        }

        public Resource verification(Function<Aws, Verification> proof) {
            return new Resource(name, type, preflights, Optional.of(proof), rules, propertyRules);
        }

        public Resource rules(PlanRule... some) {
            return new Resource(name, type, preflights, verification, List.of(some), propertyRules);
        }

        /** Sets the rules that a spec is checked against without a provider. */
        public Resource propertyRules(PropertyRule... some) {
            return new Resource(name, type, preflights, verification, rules, List.of(some));
        }
    }
}
