package dev.setpoint.provider.sandbox.cloudwatch;

import dev.setpoint.provider.sandbox.table.Paging;
import dev.setpoint.provider.sandbox.table.Refusal;
import dev.setpoint.provider.sandbox.world.Service;
import dev.setpoint.provider.sandbox.world.World;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/**
 * Base of the operations on alarms and dashboards. An alarm's document has the members of the SDK's MetricAlarm under
 * {@code alarm}, and {@code tags}. See behaviour.md#cloudwatch-alarm.
 */
abstract class CloudWatchPart implements CloudWatchClient {

    static final Paging PAGES = new Paging(
            "maxRecords",
            "nextToken",
            50,
            new Refusal(Service.CLOUDWATCH, "InvalidNextToken", 400, "Invalid token: %s"));

    protected final World world;

    CloudWatchPart(World world) {
        this.world = world;
    }

    @Override
    public final String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public final void close() {}

    /** @param name may be the beginning of one */
    final String alarmKey(String name) {
        return alarmKey(world, name);
    }

    static String alarmKey(World world, String name) {
        return "cloudwatch:" + world.region() + ":alarm:" + name;
    }

    static AwsServiceException refusal(String code, int status, String message) {
        return Service.CLOUDWATCH.refusal(code, status, message);
    }
}
