package dev.setpoint.engine.spi.state;

import dev.setpoint.engine.spi.Grant;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.Reach;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Found with {@link java.util.ServiceLoader}; opens the place that a stack keeps its state in, without calling
 * anything.
 */
public interface BackendFactory {

    /** As under {@code backend} in the spec: {@code s3}. */
    String name();

    /** Tells whether it stands in for the real backend of the same name under {@code --sandbox}. */
    default boolean simulated() {
        return false;
    }

    /**
     * Permissions that a caller needs for a state that is kept there. Makes no call.
     *
     * @param writing whether the state is to be changed, and so locked
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
    ObjectStore open(Configuration configuration);

    /**
     * @param settings what stands below the backend's name in the spec, known and revealed
     * @param environment process environment, for the variables that the cloud's own tools read
     * @param sandboxFolder where a simulated cloud is kept
     */
    record Configuration(Value.Map settings, Map<String, String> environment, Path sandboxFolder) {}
}
