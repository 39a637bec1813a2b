package dev.setpoint.provider.aws.client;

import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * The identity that signs the requests. See behaviour.md#sts-caller.
 *
 * @param arn of an assumed role: without the role's path
 */
public record Caller(String accountId, String arn, String userId) {

    static Caller of(GetCallerIdentityResponse response) {
        return new Caller(response.account(), response.arn(), response.userId());
    }

    /** {@code aws}, {@code aws-cn}, {@code aws-us-gov} …: what every ARN of this caller's account starts with. */
    public String partition() {
        var parts = arn.split(":", 3);
        return parts.length == 3 ? parts[1] : "aws";
    }
}
