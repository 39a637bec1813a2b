package dev.setpoint.provider.aws.client;

import dev.setpoint.provider.aws.error.IamActions;
import java.util.Locale;

/**
 * Names of a service. Most have one name; where AWS uses several, they are
 * told here.
 *
 * @param module of the SDK: {@code cloudwatchlogs}
 * @param actions what IAM actions begin with: {@code logs}; {@link IamActions} knows those that do not
 * @param variable the end of {@code AWS_ENDPOINT_URL_…}: {@code CLOUDWATCH_LOGS}
 */
public record ServiceName(String module, String actions, String variable) {

    /** @param client the SDK's interface of the service */
    public static ServiceName of(Class<?> client) {
        var location = client.getPackageName();
        var module = location.substring(location.lastIndexOf('.') + 1);
        return switch (module) {
            case "accessanalyzer" -> new ServiceName(module, "access-analyzer", "ACCESSANALYZER");
            case "cloudwatchlogs" -> new ServiceName(module, "logs", "CLOUDWATCH_LOGS");
            case "s3control" -> new ServiceName(module, module, "S3_CONTROL");
            default -> new ServiceName(module, module, module.toUpperCase(Locale.ROOT));
        };
    }
}
