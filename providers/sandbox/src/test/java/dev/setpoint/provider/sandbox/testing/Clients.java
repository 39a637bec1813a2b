package dev.setpoint.provider.sandbox.testing;

import java.util.Map;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.accessanalyzer.AccessAnalyzerClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.macie2.Macie2Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Clients of the services that Setpoint uses. */
public final class Clients {

    /** Name as facts spell it → the SDK's interface. */
    public static final Map<String, Class<? extends SdkClient>> BY_NAME = Map.ofEntries(
            Map.entry("accessanalyzer", AccessAnalyzerClient.class),
            Map.entry("cloudtrail", CloudTrailClient.class),
            Map.entry("cloudwatch", CloudWatchClient.class),
            Map.entry("config", ConfigClient.class),
            Map.entry("ec2", Ec2Client.class),
            Map.entry("iam", IamClient.class),
            Map.entry("kms", KmsClient.class),
            Map.entry("logs", CloudWatchLogsClient.class),
            Map.entry("macie", Macie2Client.class),
            Map.entry("s3", S3Client.class),
            Map.entry("s3control", S3ControlClient.class),
            Map.entry("sns", SnsClient.class),
            Map.entry("sts", StsClient.class));

    private Clients() {}
}
