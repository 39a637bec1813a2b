package dev.setpoint.provider.sandbox.faults;

import dev.setpoint.provider.sandbox.Sandbox;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.accessanalyzer.AccessAnalyzerClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.sns.SnsClient;

/** Resources of other users of the account, and changes that they make to a stack. */
public record Seeds(Sandbox sandbox) {

    public static final String YAML_POLICY =
            "{Version: \"2012-10-17\", Statement: [{Effect: Allow, Action: s3:GetObject," + " Resource: \"*\"}]}";

    private static final String POLICY = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}]}";
    private static final String EAST = "us-east-1";
    private static final String WEST = "us-west-2";

    private <C extends SdkClient> C east(Class<C> type) {
        return sandbox.client(type, EAST);
    }

    public S3Client s3() {
        return east(S3Client.class);
    }

    public SnsClient sns() {
        return east(SnsClient.class);
    }

    public CloudWatchLogsClient logs() {
        return east(CloudWatchLogsClient.class);
    }

    public void recorder(String name) {
        var role = role("records", "config.amazonaws.com");
        east(ConfigClient.class)
                .putConfigurationRecorder(
                        r -> r.configurationRecorder(c -> c.name(name).roleARN(role)));
    }

    public void analyzer(String name) {
        east(AccessAnalyzerClient.class)
                .createAnalyzer(r -> r.analyzerName(name).type("ACCOUNT"));
    }

    /** Creates an endpoint on the route table of the default VPC. */
    public void endpoint() {
        var ec2 = east(Ec2Client.class);
        var table = ec2.describeRouteTables().routeTables().getFirst();
        ec2.createVpcEndpoint(r -> r.vpcEndpointType("Gateway")
                .vpcId(table.vpcId())
                .serviceName("com.amazonaws.us-east-1.s3")
                .routeTableIds(table.routeTableId()));
    }

    public void bucket(String name) {
        s3().createBucket(r -> r.bucket(name));
    }

    public void westernBucket(String name) {
        sandbox.client(S3Client.class, WEST)
                .createBucket(r -> r.bucket(name).createBucketConfiguration(c -> c.locationConstraint(WEST)));
    }

    public void versioned(String name) {
        bucket(name);
        s3().putBucketVersioning(
                        r -> r.bucket(name).versioningConfiguration(c -> c.status(BucketVersioningStatus.ENABLED)));
    }

    public void encrypted(String name) {
        bucket(name);
        var rule = ServerSideEncryptionRule.builder()
                .applyServerSideEncryptionByDefault(d -> d.sseAlgorithm(ServerSideEncryption.AWS_KMS))
                .build();
        s3().putBucketEncryption(r -> r.bucket(name)
                .serverSideEncryptionConfiguration(
                        ServerSideEncryptionConfiguration.builder().rules(rule).build()));
    }

    public void object(String bucket) {
        s3().putObject(r -> r.bucket(bucket).key("one"), RequestBody.fromString("one"));
    }

    private String key(String region) {
        return sandbox.client(KmsClient.class, region)
                .createKey(r -> r.description("somebody's"))
                .keyMetadata()
                .arn();
    }

    public String westernKey() {
        return key(WEST);
    }

    public String disabledKey() {
        var key = key(EAST);
        east(KmsClient.class).disableKey(r -> r.keyId(key));
        return key;
    }

    public String goingKey() {
        var key = key(EAST);
        east(KmsClient.class).scheduleKeyDeletion(r -> r.keyId(key));
        return key;
    }

    public String alias(String name) {
        var key = key(EAST);
        east(KmsClient.class).createAlias(r -> r.aliasName(name).targetKeyId(key));
        return key;
    }

    public String keyWithFiftyAliases() {
        var key = key(EAST);
        for (var n = 0; n < 50; n++) {
            var name = "alias/other-" + n;
            east(KmsClient.class).createAlias(r -> r.aliasName(name).targetKeyId(key));
        }
        return key;
    }

    public String role(String name, String service) {
        var trust = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\""
                + service + "\"},\"Action\":\"sts:AssumeRole\"}]}";
        return east(IamClient.class)
                .createRole(r -> r.roleName(name).assumeRolePolicyDocument(trust))
                .role()
                .arn();
    }

    public void attach(String role) {
        var policy = east(IamClient.class)
                .createPolicy(r -> r.policyName("more").policyDocument(POLICY))
                .policy()
                .arn();
        east(IamClient.class).attachRolePolicy(r -> r.roleName(role).policyArn(policy));
    }

    public void attachTo(String role, String policy) {
        role(role, "ec2.amazonaws.com");
        east(IamClient.class).attachRolePolicy(r -> r.roleName(role).policyArn(policy));
    }

    public void inline(String role) {
        east(IamClient.class)
                .putRolePolicy(r -> r.roleName(role).policyName("more").policyDocument(POLICY));
    }

    /** Creates trails on a bucket that also accepts the trail of the spec. */
    public void trails(int number) {
        bucket("logs");
        var policy = """
            {"Version":"2012-10-17","Statement":[
             {"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:GetBucketAcl",
              "Resource":"arn:aws:s3:::logs"},
             {"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:PutObject",
              "Resource":"arn:aws:s3:::logs/*"}]}
            """;
        s3().putBucketPolicy(r -> r.bucket("logs").policy(policy));
        for (var n = 0; n < number; n++) {
            var name = "other-" + n;
            east(CloudTrailClient.class).createTrail(r -> r.name(name).s3BucketName("logs"));
        }
    }

    public void filters(String group, int number) {
        logs().createLogGroup(r -> r.logGroupName(group));
        for (var n = 0; n < number; n++) {
            var name = "other-" + n;
            logs().putMetricFilter(r -> r.logGroupName(group)
                    .filterName(name)
                    .filterPattern("a")
                    .metricTransformations(MetricTransformation.builder()
                            .metricName("M")
                            .metricNamespace("N")
                            .metricValue("1")
                            .build()));
        }
    }
}
