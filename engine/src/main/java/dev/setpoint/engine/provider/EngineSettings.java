package dev.setpoint.engine.provider;

import dev.setpoint.engine.file.SpecFiles;
import dev.setpoint.engine.operator.AllowedAccess;
import dev.setpoint.engine.spi.ProviderFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Settings of the engine that come from the command line and the process. The engine reads no globals.
 *
 * @param factories all installed provider factories, real and simulated
 * @param variables the process environment
 * @param sandbox true to use simulated providers instead of the real ones
 * @param sandboxFolder folder in which simulated providers keep their cloud
 * @param files that the spec may read
 * @param parallelism limit of resources read or changed at once, and of requests in flight for each kind of provider;
 *     at least 1
 * @param allowed what the operator allows the spec to reach
 */
public record EngineSettings(
        List<ProviderFactory> factories,
        Map<String, String> variables,
        boolean sandbox,
        Path sandboxFolder,
        SpecFiles files,
        int parallelism,
        AllowedAccess allowed) {

    /** Default limit of concurrent requests. AWS control planes usually serve this many without throttling. */
    public static final int DEFAULT_PARALLELISM = 32;

    public EngineSettings {
        factories = List.copyOf(factories);
        variables = Map.copyOf(variables);
    }

    /** Creates settings with the default access. */
    public EngineSettings(
            List<ProviderFactory> factories,
            Map<String, String> variables,
            boolean sandbox,
            Path sandboxFolder,
            Path folder,
            int parallelism) {
        this(factories, variables, sandbox, sandboxFolder, SpecFiles.in(folder), parallelism, AllowedAccess.DEFAULT);
    }

    /** Returns these settings with other access. */
    public EngineSettings with(AllowedAccess word) {
        return new EngineSettings(factories, variables, sandbox, sandboxFolder, files, parallelism, word);
    }

    /** Returns the factories to use: simulated ones in the sandbox, real ones otherwise. */
    public List<ProviderFactory> usableFactories() {
        return factories.stream()
                .filter(factory -> factory.local() || factory.simulated() == sandbox)
                .toList();
    }
}
