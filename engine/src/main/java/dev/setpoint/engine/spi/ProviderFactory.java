package dev.setpoint.engine.spi;

import dev.setpoint.engine.file.SpecFiles;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.spi.rule.PropertyRule;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Found with {@link java.util.ServiceLoader}; makes providers without calling anything. */
public interface ProviderFactory {

    /** The name of the factory that opens a configuration: {@code aws} for {@code aws.replica}. */
    static String name(String configuration) {
        return configuration.split("\\.", 2)[0];
    }

    /** The factory that opens a configuration; empty when there is none. */
    static Optional<ProviderFactory> of(String configuration, Collection<ProviderFactory> factories) {
        var name = name(configuration);
        return factories.stream().filter(factory -> factory.name().equals(name)).findFirst();
    }

    /** The first part of the names of its types: {@code aws}. */
    String name();

    /** Tells whether it stands in for the real provider of the same name under {@code --sandbox}. */
    default boolean simulated() {
        return false;
    }

    /** Tells whether it has no cloud at all, and so is the same under {@code --sandbox}. */
    default boolean local() {
        return false;
    }

    /**
     * Returns the permissions as policy documents of the cloud, always in the same words and order: one document, or as
     * many as the size limit demands.
     */
    default List<Value.Map> policies(Collection<Grant> grants) {
        return List.of();
    }

    /** All of {@link #policies} in one document, whatever its size. */
    default Value.Map policy(Collection<Grant> grants) {
        return Value.Map.EMPTY;
    }

    /**
     * Returns the settings completed from a realm: what they leave to the environment gets the account and region in
     * which they were used.
     */
    default Value.Map within(Value.Map settings, Realm realm) {
        return settings;
    }

    /**
     * Returns the destination and the identity of requests, as far as the settings decide them. Makes no call.
     *
     * @param settings known and revealed
     * @param environment process environment
     */
    default Reach reach(Value.Map settings, Map<String, String> environment) {
        return Reach.NONE;
    }

    /** Rules on the properties of one resource of a type. Makes no call. */
    default List<PropertyRule> rules(TypeSchema schema) {
        return List.of();
    }

    /** Rules on a whole stack with a resource of this type that need no more than the spec. Makes no call. */
    default List<PlanRule> specRules(TypeSchema schema) {
        return List.of();
    }

    /**
     * The properties of a resource with what the settings add to every resource of its type: default tags. Makes no
     * call.
     *
     * @param settings as far as they are known
     */
    default Value.Map merged(TypeSchema schema, Value.Map settings, Value.Map properties) {
        return properties;
    }

    Provider open(Configuration configuration);

    /**
     * @param name as in the spec: {@code aws}, {@code aws.replica}
     * @param settings its block in the spec, known; what is secret in it is marked as {@link Value.Secret}, and stays
     *     so in whatever a provider puts into the properties of resources
     * @param environment process environment, for the variables that the cloud's own tools read
     * @param sandboxFolder where a simulated provider keeps its cloud
     * @param files that the spec may name
     * @param parallelism requests in flight at most, for all providers of one factory together
     * @param account the account that the environment of the stack expects, in which a simulated provider works
     */
    record Configuration(
            String name,
            Value.Map settings,
            Map<String, String> environment,
            Path sandboxFolder,
            SpecFiles files,
            int parallelism,
            Optional<String> account) {

        /** A configuration for which no account is expected. */
        public Configuration(
                String name,
                Value.Map settings,
                Map<String, String> environment,
                Path sandboxFolder,
                SpecFiles files,
                int parallelism) {
            this(name, settings, environment, sandboxFolder, files, parallelism, Optional.empty());
        }
    }
}
