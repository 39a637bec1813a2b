package dev.setpoint.engine.provider;

import dev.setpoint.engine.file.SpecFiles;
import dev.setpoint.engine.operator.AllowedAccess;
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
 * @param files that the spec may name
 * @param parallelism how many resources may be read or changed at once, and how many requests may be in flight for each
 *     kind of provider; at least 1
 * @param allowed the operator's word on what the spec may reach
 */
public record EngineSettings(
        List<ProviderFactory> factories,
        Map<String, String> variables,
        boolean sandbox,
        Path sandboxFolder,
        SpecFiles files,
        int parallelism,
        AllowedAccess allowed) {

    /** As many requests at once as AWS's control planes usually bear without throttling. */
    public static final int DEFAULT_PARALLELISM = 32;

    public EngineSettings {
        factories = List.copyOf(factories);
        variables = Map.copyOf(variables);
    }

    /** The environment of an operator who allows nothing unusual. */
    public EngineSettings(
            List<ProviderFactory> factories,
            Map<String, String> variables,
            boolean sandbox,
            Path sandboxFolder,
            Path folder,
            int parallelism) {
        this(factories, variables, sandbox, sandboxFolder, SpecFiles.in(folder), parallelism, AllowedAccess.DEFAULT);
    }

    /** The same with another word of the operator's. */
    public EngineSettings with(AllowedAccess word) {
        return new EngineSettings(factories, variables, sandbox, sandboxFolder, files, parallelism, word);
    }

    /** The factories that serve here: simulated ones stand in for the real ones, or do not. */
    public List<ProviderFactory> usableFactories() {
        return factories.stream()
                .filter(factory -> factory.local() || factory.simulated() == sandbox)
                .toList();
    }
}
