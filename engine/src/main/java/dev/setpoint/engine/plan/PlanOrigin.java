package dev.setpoint.engine.plan;

import dev.setpoint.engine.value.Value;
import java.util.Map;

/**
 * The Setpoint version and cloud that a plan was made with. A saved plan is applied only where both are the same.
 *
 * @param version of Setpoint, as {@code setpoint version} prints it
 * @param sandbox true when the cloud is simulated
 * @param providers maps a provider configuration to its location: {@link dev.setpoint.engine.spi.Provider#location()}
 */
public record PlanOrigin(String version, boolean sandbox, Map<String, Value.Map> providers) {
    public PlanOrigin {
        providers = Map.copyOf(providers);
    }
}
