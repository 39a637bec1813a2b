package dev.setpoint.provider.aws;

import dev.setpoint.engine.spi.Verification;
import dev.setpoint.provider.aws.call.Aws;
import dev.setpoint.provider.aws.cloudtrail.TrailVerification;
import dev.setpoint.provider.aws.iam.RoleVerification;
import dev.setpoint.provider.aws.kms.AliasVerification;
import dev.setpoint.provider.aws.kms.KeyVerification;
import dev.setpoint.provider.aws.s3.BucketVerification;
import java.util.Optional;

/** Which class proves which type. */
final class AwsVerifications {

    private AwsVerifications() {}

    static Optional<Verification> of(String type, Aws aws) {
        return switch (type) {
            case "aws.cloudtrail.trail" -> Optional.of(new TrailVerification(aws));
            case "aws.iam.role" -> Optional.of(new RoleVerification(aws));
            case "aws.kms.alias" -> Optional.of(new AliasVerification(aws));
            case "aws.kms.key", "aws.kms.replicaKey" -> Optional.of(new KeyVerification(aws));
            case "aws.s3.bucket" -> Optional.of(new BucketVerification(aws));
            default -> Optional.empty();
        };
    }
}
