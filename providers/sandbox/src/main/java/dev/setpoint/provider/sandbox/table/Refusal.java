package dev.setpoint.provider.sandbox.table;

import dev.setpoint.provider.sandbox.world.Service;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * An error that a service answers with.
 *
 * @param message {@code %s} stands for the offending text
 */
public record Refusal(Service service, String code, int status, String message) {

    /** Creates the exception that the service's client throws. */
    public AwsServiceException exception(Object... texts) {
        return service.refusal(code, status, message.formatted(texts));
    }
}
