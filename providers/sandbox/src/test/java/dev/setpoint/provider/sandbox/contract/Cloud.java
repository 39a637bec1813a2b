package dev.setpoint.provider.sandbox.contract;

import dev.setpoint.engine.provider.EngineSettings;
import dev.setpoint.engine.spi.ProviderFactory;
import dev.setpoint.engine.spi.state.BackendFactory;
import dev.setpoint.engine.spi.state.ObjectStore;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.testing.HttpCloud;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;

/** Clouds on which a contract is tried. */
public enum Cloud {
    SANDBOX,
    HTTP;

    EngineSettings environment(Path folder, int parallelism) {
        var factories = ServiceLoader.load(ProviderFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        return new EngineSettings(
                factories, variables(), this == SANDBOX, folder.resolve("cloud"), folder, parallelism);
    }

    /** Opens an object store for states in a bucket of the cloud. */
    public ObjectStore backend(Path folder, Value.Map settings) {
        var factory = ServiceLoader.load(BackendFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.simulated() == (this == SANDBOX))
                .findFirst()
                .orElseThrow();
        return factory.open(new BackendFactory.Configuration(settings, variables(), folder.resolve("cloud")));
    }

    private Map<String, String> variables() {
        return this == HTTP ? HttpCloud.environment("us-east-1") : Map.of();
    }
}
