package dev.setpoint.engine.plan;

import dev.setpoint.engine.value.Value;
import java.util.Map;

/**
 * What made a plan, and in which cloud: a saved plan is carried out only where all of this is the same.
 *
 * @param version of Setpoint, as {@code setpoint version} prints it
 * @param sandbox whether the cloud is the simulated one
 * @param providers provider configuration → where it works: {@link dev.setpoint.engine.spi.Provider#location()}
 */
public record PlanOrigin(String version, boolean sandbox, Map<String, Value.Map> providers) {
    public PlanOrigin {
        providers = Map.copyOf(providers);
    }
}
