package dev.setpoint.provider.aws;

import dev.setpoint.engine.spi.DataSource;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.provider.aws.accessanalyzer.Analyzer;
import dev.setpoint.provider.aws.call.Aws;
import dev.setpoint.provider.aws.cloudtrail.CloudTrailTrail;
import dev.setpoint.provider.aws.cloudwatch.CloudWatchAlarm;
import dev.setpoint.provider.aws.cloudwatch.CloudWatchDashboard;
import dev.setpoint.provider.aws.config.ConfigDeliveryChannel;
import dev.setpoint.provider.aws.config.ConfigRecorder;
import dev.setpoint.provider.aws.config.ConfigRecorderStatus;
import dev.setpoint.provider.aws.config.ConfigRule;
import dev.setpoint.provider.aws.ec2.Vpc;
import dev.setpoint.provider.aws.ec2.VpcEndpoint;
import dev.setpoint.provider.aws.iam.IamPolicy;
import dev.setpoint.provider.aws.iam.IamPolicyDocument;
import dev.setpoint.provider.aws.iam.IamRole;
import dev.setpoint.provider.aws.iam.IamRolePolicy;
import dev.setpoint.provider.aws.iam.IamRolePolicyAttachment;
import dev.setpoint.provider.aws.iam.IamUser;
import dev.setpoint.provider.aws.kms.KeyLookup;
import dev.setpoint.provider.aws.kms.KmsAlias;
import dev.setpoint.provider.aws.kms.KmsGrant;
import dev.setpoint.provider.aws.kms.KmsKey;
import dev.setpoint.provider.aws.kms.KmsReplicaKey;
import dev.setpoint.provider.aws.logs.LogsLogGroup;
import dev.setpoint.provider.aws.logs.LogsMetricFilter;
import dev.setpoint.provider.aws.macie.MacieSession;
import dev.setpoint.provider.aws.s3.AccountPublicAccessBlock;
import dev.setpoint.provider.aws.s3.Bucket;
import dev.setpoint.provider.aws.s3.BucketPolicy;
import dev.setpoint.provider.aws.s3.Replication;
import dev.setpoint.provider.aws.s3.S3Object;
import dev.setpoint.provider.aws.sns.SnsSubscription;
import dev.setpoint.provider.aws.sns.SnsTopic;
import dev.setpoint.provider.aws.sts.CallerIdentity;
import dev.setpoint.provider.aws.sts.CurrentPartition;
import dev.setpoint.provider.aws.sts.CurrentRegion;
import java.util.Optional;

/** Which class serves which type. A switch, so that a type's class is loaded when a stack uses it. */
final class AwsTypes {

    private AwsTypes() {}

    static Optional<ResourceType> resource(String name, Aws aws) {
        return switch (name) {
            case "aws.accessAnalyzer.analyzer" -> Optional.of(new Analyzer(aws));
            case "aws.cloudtrail.trail" -> Optional.of(new CloudTrailTrail(aws));
            case "aws.cloudwatch.alarm" -> Optional.of(new CloudWatchAlarm(aws));
            case "aws.cloudwatch.dashboard" -> Optional.of(new CloudWatchDashboard(aws));
            case "aws.ec2.vpcEndpoint" -> Optional.of(new VpcEndpoint(aws));
            case "aws.config.deliveryChannel" -> Optional.of(new ConfigDeliveryChannel(aws));
            case "aws.config.recorder" -> Optional.of(new ConfigRecorder(aws));
            case "aws.config.recorderStatus" -> Optional.of(new ConfigRecorderStatus(aws));
            case "aws.config.rule" -> Optional.of(new ConfigRule(aws));
            case "aws.iam.policy" -> Optional.of(new IamPolicy(aws));
            case "aws.iam.role" -> Optional.of(new IamRole(aws));
            case "aws.iam.rolePolicy" -> Optional.of(new IamRolePolicy(aws));
            case "aws.iam.rolePolicyAttachment" -> Optional.of(new IamRolePolicyAttachment(aws));
            case "aws.iam.user" -> Optional.of(new IamUser(aws));
            case "aws.kms.key" -> Optional.of(new KmsKey(aws));
            case "aws.kms.alias" -> Optional.of(new KmsAlias(aws));
            case "aws.kms.grant" -> Optional.of(new KmsGrant(aws));
            case "aws.kms.replicaKey" -> Optional.of(new KmsReplicaKey(aws));
            case "aws.logs.logGroup" -> Optional.of(new LogsLogGroup(aws));
            case "aws.logs.metricFilter" -> Optional.of(new LogsMetricFilter(aws));
            case "aws.s3.accountPublicAccessBlock" -> Optional.of(new AccountPublicAccessBlock(aws));
            case "aws.macie.session" -> Optional.of(new MacieSession(aws));
            case "aws.s3.bucket" -> Optional.of(new Bucket(aws));
            case "aws.s3.bucketPolicy" -> Optional.of(new BucketPolicy(aws));
            case "aws.s3.object" -> Optional.of(new S3Object(aws));
            case "aws.s3.replication" -> Optional.of(new Replication(aws));
            case "aws.sns.subscription" -> Optional.of(new SnsSubscription(aws));
            case "aws.sns.topic" -> Optional.of(new SnsTopic(aws));
            default -> Optional.empty();
        };
    }

    static Optional<DataSource> data(String name, Aws aws) {
        return switch (name) {
            case "aws.ec2.vpc" -> Optional.of(new Vpc(aws));
            case "aws.sts.callerIdentity" -> Optional.of(new CallerIdentity(aws));
            case "aws.region" -> Optional.of(new CurrentRegion(aws));
            case "aws.partition" -> Optional.of(new CurrentPartition(aws));
            case "aws.cloudtrail.trail" ->
                Optional.of(new Lookup(
                        new CloudTrailTrail(aws),
                        "trail",
                        PropertySet.of(
                                "s3Bucket",
                                "s3KeyPrefix",
                                "kmsKey",
                                "multiRegion",
                                "organization",
                                "logFileValidation",
                                "logging",
                                "tags")));
            case "aws.iam.policyDocument" -> Optional.of(new IamPolicyDocument());
            case "aws.iam.role" ->
                Optional.of(new Lookup(
                        new IamRole(aws),
                        "role",
                        PropertySet.of(
                                "path",
                                "description",
                                "assumeRolePolicy",
                                "managedPolicies",
                                "permissionsBoundary",
                                "maxSessionDuration",
                                "tags")));
            case "aws.kms.key" -> Optional.of(new KeyLookup(aws));
            case "aws.s3.bucket" ->
                Optional.of(new Lookup(
                        new Bucket(aws), "bucket of yours", PropertySet.of("versioning", "encryption", "tags")));
            default -> Optional.empty();
        };
    }
}
