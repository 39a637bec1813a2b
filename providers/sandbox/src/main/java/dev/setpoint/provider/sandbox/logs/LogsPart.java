package dev.setpoint.provider.sandbox.logs;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.table.Paging;
import dev.setpoint.provider.sandbox.table.Refusal;
import dev.setpoint.provider.sandbox.world.LogGroups;
import dev.setpoint.provider.sandbox.world.Service;
import dev.setpoint.provider.sandbox.world.World;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/**
 * Base of the operations of CloudWatch Logs. A log group's document has the members of the SDK's LogGroup, and {@code
 * tags}. See behaviour.md#logs.
 */
abstract class LogsPart implements CloudWatchLogsClient {

    private static final Pattern NAME = Pattern.compile("(?!aws/)[.\\-_/#A-Za-z0-9]{1,512}");

    static final Paging PAGES = new Paging(
            "limit",
            "nextToken",
            50,
            new Refusal(Service.LOGS, "InvalidParameterException", 400, "The specified nextToken is invalid."));

    protected final World world;

    LogsPart(World world) {
        this.world = world;
    }

    @Override
    public final String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public final void close() {}

    final String arn(String name) {
        return arn(world, name);
    }

    private static String arn(World world, String name) {
        return world.arn("logs", "log-group:" + name);
    }

    static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw invalid("1 validation error detected: Value '" + name
                    + "' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression"
                    + " pattern: [\\.\\-_/#A-Za-z0-9]+");
        }
    }

    /** Returns the log group with this name. */
    final Value.Map group(String name) {
        return group(world, name);
    }

    static Value.Map group(World world, String name) {
        checkName(name);
        return world.known(LogGroups.key(world.region(), name)).orElseThrow(LogsPart::noGroup);
    }

    /** Returns the name of a reference: a name, or an ARN without {@code :*}. */
    static String named(World world, String reference) {
        var prefix = arn(world, "");
        if (!reference.startsWith("arn:")) {
            return reference;
        }
        if (!reference.startsWith(prefix) || reference.endsWith(":*")) {
            throw invalid("The ARN " + reference + " is not that of a log group.");
        }
        return reference.substring(prefix.length());
    }

    final void save(String name, Value.Map group) {
        world.documents().put(LogGroups.key(world.region(), name), group);
    }

    static AwsServiceException noGroup() {
        return refusal("ResourceNotFoundException", "The specified log group does not exist.");
    }

    static AwsServiceException invalid(String message) {
        return refusal("InvalidParameterException", message);
    }

    static AwsServiceException refusal(String code, String message) {
        return Service.LOGS.refusal(code, 400, message);
    }
}
