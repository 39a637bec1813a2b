package dev.setpoint.provider.sandbox.contract;

import dev.setpoint.engine.Environment;
import dev.setpoint.engine.spi.ProviderFactory;
import dev.setpoint.provider.aws.testing.HttpCloud;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;

/** Where a contract is tried. */
enum Cloud {
    SANDBOX,
    HTTP;

    Environment environment(Path folder, int parallelism) {
        var factories = ServiceLoader.load(ProviderFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        var variables = this == HTTP ? HttpCloud.environment("us-east-1") : Map.<String, String>of();
        return new Environment(factories, variables, this == SANDBOX, folder.resolve("cloud"), parallelism);
    }
}
