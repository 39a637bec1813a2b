package dev.setpoint.provider.aws;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.provider.aws.accessanalyzer.AccessAnalyzerTypes;
import dev.setpoint.provider.aws.cloudtrail.CloudTrailTypes;
import dev.setpoint.provider.aws.cloudwatch.CloudWatchTypes;
import dev.setpoint.provider.aws.config.ConfigTypes;
import dev.setpoint.provider.aws.ec2.Ec2Types;
import dev.setpoint.provider.aws.iam.IamTypes;
import dev.setpoint.provider.aws.kms.KmsTypes;
import dev.setpoint.provider.aws.logs.LogsTypes;
import dev.setpoint.provider.aws.macie.MacieTypes;
import dev.setpoint.provider.aws.registration.ServiceTypes;
import dev.setpoint.provider.aws.s3.S3Types;
import dev.setpoint.provider.aws.sns.SnsTypes;
import dev.setpoint.provider.aws.sts.StsTypes;
import java.util.Optional;

/** Services by the second part of a type's name. A switch, so that a service's table is loaded when a stack uses it. */
final class AwsServices {

    private AwsServices() {}

    /** The types of the service that {@code aws.kms.key} names; empty when there is no such service. */
    static Optional<ServiceTypes> of(TypeName type) {
        return switch (service(type.text())) {
            case "accessAnalyzer" -> Optional.of(AccessAnalyzerTypes.ALL);
            case "cloudtrail" -> Optional.of(CloudTrailTypes.ALL);
            case "cloudwatch" -> Optional.of(CloudWatchTypes.ALL);
            case "config" -> Optional.of(ConfigTypes.ALL);
            case "ec2" -> Optional.of(Ec2Types.ALL);
            case "iam" -> Optional.of(IamTypes.ALL);
            case "kms" -> Optional.of(KmsTypes.ALL);
            case "logs" -> Optional.of(LogsTypes.ALL);
            case "macie" -> Optional.of(MacieTypes.ALL);
            case "s3" -> Optional.of(S3Types.ALL);
            case "sns" -> Optional.of(SnsTypes.ALL);
            case "sts", "region", "partition" -> Optional.of(StsTypes.ALL);
            default -> Optional.empty();
        };
    }

    private static String service(String type) {
        var parts = type.split("\\.", 3);
        return parts.length > 1 ? parts[1] : "";
    }
}
