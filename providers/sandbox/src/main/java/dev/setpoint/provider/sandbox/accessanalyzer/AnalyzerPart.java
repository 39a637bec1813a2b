package dev.setpoint.provider.sandbox.accessanalyzer;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.table.Paging;
import dev.setpoint.provider.sandbox.table.Refusal;
import dev.setpoint.provider.sandbox.world.Service;
import dev.setpoint.provider.sandbox.world.World;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.accessanalyzer.AccessAnalyzerClient;

/** Analyzers by name, and the refusals of IAM Access Analyzer. */
abstract class AnalyzerPart implements AccessAnalyzerClient {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,254}");

    static final Paging PAGES = new Paging(
            "maxResults",
            "nextToken",
            100,
            new Refusal(Service.ACCESS_ANALYZER, "ValidationException", 400, "The nextToken %s is not valid"));

    protected final World world;

    AnalyzerPart(World world) {
        this.world = world;
    }

    @Override
    public final String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public final void close() {}

    /** @param name may be the beginning of one */
    static String key(World world, String name) {
        return "access-analyzer:" + world.region() + ":analyzer:" + name;
    }

    final Value.Map analyzer(String name) {
        return analyzer(world, name);
    }

    static Value.Map analyzer(World world, String name) {
        return world.known(key(world, name))
                .orElseThrow(() -> refusal("ResourceNotFoundException", 404, "Analyzer not found: " + name));
    }

    static AwsServiceException refusal(String code, int status, String message) {
        return Service.ACCESS_ANALYZER.refusal(code, status, message);
    }

    static AwsServiceException invalid(String message) {
        return refusal("ValidationException", 400, message);
    }

    static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw invalid("The name " + name + " must satisfy the pattern " + NAME);
        }
    }
}
