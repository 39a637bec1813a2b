package dev.setpoint.engine.spi.state;

import dev.setpoint.engine.spi.Grant;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.Reach;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Found with {@link java.util.ServiceLoader}; opens keys that states are sealed with, without calling anything. */
public interface KeyServiceFactory {

    /** As under {@code encryption} in the spec: {@code kms}. */
    String name();

    /** Tells whether it stands in for the real service of the same name under {@code --sandbox}. */
    default boolean simulated() {
        return false;
    }

    /**
     * Permissions that a caller needs for a state that is encrypted with this key. Makes no call.
     *
     * @param writing whether the state is to be sealed, too, and not only opened
     */
    default List<Grant> grants(Configuration configuration, boolean writing) {
        return List.of();
    }

    /** The destinations of requests that the settings decide. Makes no call. */
    default Reach reach(Configuration configuration) {
        return Reach.NONE;
    }

    /** The account that requests are made in; empty where there are none. Asks the cloud. */
    default Optional<String> account(Configuration configuration) {
        return Optional.empty();
    }

    /** @throws ProviderException when the settings do not serve */
    KeyService open(Configuration configuration);

    /**
     * @param settings what stands below the service's name in the spec, known and revealed
     * @param environment process environment, for the variables that the cloud's own tools read
     * @param stack whose state it is: bound to every wrapped key, and in the service's log of each use
     */
    record Configuration(Value.Map settings, Map<String, String> environment, String stack) {}
}
