package dev.setpoint.engine;

import dev.setpoint.engine.spi.ProviderFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the engine has around it, given from outside so that it reads no globals.
 *
 * @param factories every provider factory there is, real and simulated
 * @param variables the process environment
 * @param sandbox whether simulated providers stand in for the real ones
 * @param sandboxFolder where they keep their cloud
 * @param folder of the stack file: where relative paths in it begin
 * @param parallelism how many resources may be read or changed at once, and how many requests may be in flight for each
 *     kind of provider; at least 1
 */
public record Environment(
        List<ProviderFactory> factories,
        Map<String, String> variables,
        boolean sandbox,
        Path sandboxFolder,
        Path folder,
        int parallelism) {

    /** As many requests at once as AWS's control planes usually bear without throttling. */
    public static final int DEFAULT_PARALLELISM = 32;

    public Environment {
        factories = List.copyOf(factories);
        variables = Map.copyOf(variables);
    }

    /** The factories that serve here: simulated ones stand in for the real ones, or do not. */
    public List<ProviderFactory> usable() {
        return factories.stream()
                .filter(factory -> factory.local() || factory.simulated() == sandbox)
                .toList();
    }
}
