package dev.setpoint.provider.sandbox.cloudtrail;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.policy.PolicyDocument.Use;
import dev.setpoint.provider.sandbox.world.Key;
import dev.setpoint.provider.sandbox.world.ServicePrincipal;
import dev.setpoint.provider.sandbox.world.World;
import java.util.Map;
import java.util.Optional;

/**
 * Checks that CloudTrail can write a trail's files to its bucket and log group. See
 * behaviour.md#cloudtrail-trail-errors, behaviour.md#cloudtrail-trail-regions, behaviour.md#trail-bucket-policy,
 * behaviour.md#trail-key-policy.
 */
final class DeliveryCheck {

    private static final String PRINCIPAL = "cloudtrail.amazonaws.com";

    private final World world;
    private final ServicePrincipal cloudTrail;

    DeliveryCheck(World world, String trailArn) {
        this.world = world;
        this.cloudTrail = new ServicePrincipal(world, PRINCIPAL, trailArn);
    }

    /** Checks bucket and bucket policy. */
    void checkBucket(String bucket, Optional<String> prefix) {
        if (world.buckets().find(bucket).isEmpty()) {
            throw TrailPart.refusal("S3BucketDoesNotExistException", "S3 bucket " + bucket + " does not exist!");
        }
        var arn = "arn:" + world.partition() + ":s3:::" + bucket;
        var file = arn + "/"
                + prefix.filter(text -> !text.isEmpty()).map(text -> text + "/").orElse("") + "AWSLogs/"
                + world.account().id() + "/CloudTrail/" + world.region() + "/2026/01/01/events.json.gz";
        var policy = world.buckets().policy(bucket);
        var allowed = policy.isPresent()
                && allows(policy.get(), "s3:GetBucketAcl", arn, Map.of())
                && allows(policy.get(), "s3:PutObject", file, Map.of("s3:x-amz-acl", "bucket-owner-full-control"));
        if (!allowed) {
            throw TrailPart.refusal(
                    "InsufficientS3BucketPolicyException",
                    "Incorrect S3 bucket policy is detected for bucket: " + bucket);
        }
    }

    /**
     * Checks the key and its policy.
     *
     * @param reference id, ARN or alias; looked for in the region of the bucket
     * @return the key
     */
    Key checkKey(String reference, String bucket) {
        var region = world.buckets().region(bucket).orElse(world.region());
        var key = world.keys()
                .resolve(region, reference)
                .orElseThrow(() -> TrailPart.refusal(
                        "KmsKeyNotFoundException",
                        "The KMS key " + reference + " does not exist in the bucket's region " + region + "."));
        if (!key.enabled()) {
            throw TrailPart.refusal(
                    "KmsKeyDisabledException", "The KMS key " + key.arn() + " is not enabled: " + key.state());
        }
        var context = Map.of("kms:encryptioncontext:aws:cloudtrail:arn", cloudTrail.sourceArn());
        if (!key.symmetricEncryption() || !allows(key.policy(), "kms:GenerateDataKey", key.arn(), context)) {
            throw TrailPart.refusal(
                    "InsufficientEncryptionPolicyException",
                    "Insufficient permissions to access S3 bucket " + bucket + " or KMS key " + key.arn() + ".");
        }
        return key;
    }

    private boolean allows(String policy, String action, String resource, Map<String, String> more) {
        return cloudTrail.allowedBy(policy, Use.RESOURCE, action, resource, more);
    }

    /**
     * Checks that role and log group come together, and that the role lets CloudTrail write its stream. See
     * behaviour.md#cloudtrail-trail-defaults, behaviour.md#logs-key-policy.
     */
    void checkLogs(Value.Map trail) {
        var group = trail.string("cloudWatchLogsLogGroupArn");
        var role = trail.string("cloudWatchLogsRoleArn");
        if (group.isPresent() != role.isPresent()
                || group.filter(arn -> !arn.endsWith(":*")).isPresent()) {
            throw TrailPart.refusal(
                    "InvalidCloudWatchLogsLogGroupArnException",
                    "CloudTrail needs a log group ARN that ends with :* and a role together.");
        }
        if (group.isPresent() && role.isPresent()) {
            checkStream(group.get(), role.get());
        }
    }

    private void checkStream(String group, String roleArn) {
        if (!group.contains(":logs:" + world.region() + ":")
                || world.logGroups().byArn(group).isEmpty()) {
            throw TrailPart.refusal(
                    "InvalidCloudWatchLogsLogGroupArnException",
                    "Access denied. Check the permissions for your role, and that the log group exists.");
        }
        var stream = group.substring(0, group.length() - 1) + "log-stream:"
                + world.account().id() + "_CloudTrail_" + world.region();
        var allowed = world.principals()
                .assumable(roleArn)
                .filter(role -> role.trusts(cloudTrail))
                .filter(role -> role.may(cloudTrail, "logs:CreateLogStream", stream)
                        && role.may(cloudTrail, "logs:PutLogEvents", stream));
        if (allowed.isEmpty()) {
            throw TrailPart.refusal(
                    "InvalidCloudWatchLogsRoleArnException",
                    "Access denied. Verify in IAM that the role has adequate permissions.");
        }
    }
}
