package dev.setpoint.provider.sandbox.config;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.table.Paging;
import dev.setpoint.provider.sandbox.table.Refusal;
import dev.setpoint.provider.sandbox.world.Service;
import dev.setpoint.provider.sandbox.world.ServicePrincipal;
import dev.setpoint.provider.sandbox.world.World;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.config.ConfigClient;

/** Base of the operations of AWS Config. See behaviour.md#config. */
abstract class ConfigPart implements ConfigClient {

    static final Paging PAGES = new Paging(
            "limit",
            "nextToken",
            25,
            new Refusal(Service.CONFIG, "InvalidNextTokenException", 400, "The nextToken %s is not valid."));

    protected final World world;

    ConfigPart(World world) {
        this.world = world;
    }

    @Override
    public final String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public final void close() {}

    static AwsServiceException refusal(String code, String message) {
        return Service.CONFIG.refusal(code, 400, message);
    }

    static AwsServiceException invalid(String message) {
        return refusal("InvalidParameterValueException", message);
    }

    static AwsServiceException validation(String message) {
        return refusal("ValidationException", message);
    }

    final String key(String kind, String name) {
        return key(world, kind, name);
    }

    private static String key(World world, String kind, String name) {
        return "config:" + world.region() + ":" + kind + ":" + name;
    }

    final Map<String, Value.Map> all(String kind) {
        return all(world, kind);
    }

    static Map<String, Value.Map> all(World world, String kind) {
        return world.documents().under(key(world, kind, ""));
    }

    /** Returns the service principal of Config, as policies see it. */
    final ServicePrincipal service() {
        return new ServicePrincipal(world, "config.amazonaws.com", world.arn("config", "*"));
    }
}
