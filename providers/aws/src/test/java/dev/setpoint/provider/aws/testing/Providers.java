package dev.setpoint.provider.aws.testing;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.file.SpecFiles;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.spi.DataSource;
import dev.setpoint.engine.spi.Provider;
import dev.setpoint.engine.spi.ProviderFactory;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.AwsProviderFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Providers as the engine opens them. */
public final class Providers {

    private static final SchemaCatalog SCHEMAS = SchemaFiles.bundled();

    private Providers() {}

    /** On the emulator, in this region. */
    public static Provider onMoto(String region) {
        return open("{}", HttpCloud.environment(region));
    }

    /** On an endpoint that gives prepared answers. */
    public static Provider on(CannedAws aws) {
        return open(
                "{\"endpoint\": \"" + aws.endpoint() + "\", \"region\": \"us-east-1\"}",
                Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test"));
    }

    /**
     * Reads no profiles but those that the environment names.
     *
     * @param settings JSON, as the provider's block would be
     */
    public static Provider open(String settings, Map<String, String> environment) {
        return open(map(settings), environment);
    }

    /** Opens a provider as {@link #open(String, Map)} does, with settings that may be secret. */
    public static Provider open(Value.Map settings, Map<String, String> environment) {
        var all = new HashMap<>(Map.of("AWS_CONFIG_FILE", "/nowhere", "AWS_SHARED_CREDENTIALS_FILE", "/nowhere"));
        all.putAll(environment);
        return new AwsProviderFactory()
                .open(new ProviderFactory.Configuration(
                        "aws", settings, Map.copyOf(all), Path.of("."), SpecFiles.in(Path.of(".")), 16));
    }

    public static ResourceType type(Provider provider, String name) {
        return SCHEMAS.type(new TypeName(name))
                .flatMap(provider::type)
                .orElseThrow()
                .resource();
    }

    public static DataSource data(Provider provider, String name) {
        return SCHEMAS.data(new TypeName(name)).flatMap(provider::dataSource).orElseThrow();
    }

    /** A map from JSON. */
    public static Value.Map map(String json) {
        return Json.read(json) instanceof Value.Map map ? map : Value.Map.EMPTY;
    }
}
