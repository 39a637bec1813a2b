package dev.setpoint.provider.sandbox.s3;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.call.SdkShapes;
import dev.setpoint.provider.sandbox.world.Ids;
import dev.setpoint.provider.sandbox.world.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.DeleteBucketReplicationRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketReplicationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketReplicationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketReplicationResponse;
import software.amazon.awssdk.services.s3.model.PutBucketReplicationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketReplicationResponse;
import software.amazon.awssdk.services.s3.model.ReplicationConfiguration;

/** Replication configuration. Keys in it are not checked. See behaviour.md#s3-replication. */
final class Replication extends S3Part {

    static final String NAME = "replication";

    private static final int MOST_RULES = 1000;

    Replication(World world) {
        super(world);
    }

    @Override
    public GetBucketReplicationResponse getBucketReplication(GetBucketReplicationRequest request) {
        bucket(request.bucket());
        var stored = configuration(request.bucket(), NAME)
                .orElseThrow(() -> notConfigured(
                        "ReplicationConfigurationNotFoundError", "The replication configuration was not found"));
        return GetBucketReplicationResponse.builder()
                .replicationConfiguration(SdkShapes.PLAIN.build(ReplicationConfiguration.builder(), stored))
                .build();
    }

    @Override
    public PutBucketReplicationResponse putBucketReplication(PutBucketReplicationRequest request) {
        var name = request.bucket();
        bucket(name);
        if (!versioned(name)) {
            throw invalidRequest("Versioning must be 'Enabled' on the bucket to apply a replication configuration");
        }
        var written = SdkShapes.PLAIN.toValue(
                Optional.ofNullable(request.replicationConfiguration()).orElseThrow(S3Part::malformedXml));
        if (!written.string("role").orElse("").matches("arn:aws[a-z-]*:iam::\\d{12}:role/.+")) {
            throw invalidArgument("Invalid Amazon Resource Name (ARN) for the role");
        }
        var rules = new ArrayList<Value>();
        var ids = new HashSet<String>();
        var priorities = new HashSet<Integer>();
        for (var item : written.list("rules")) {
            if (item instanceof Value.Map rule) {
                check(rule, priorities);
                var named = rule.has("id") ? rule : rule.with("id", Value.of(Ids.uuid()));
                if (!ids.add(named.string("id").orElse(""))) {
                    throw invalidRequest("Rule Id must be unique");
                }
                rules.add(named);
            }
        }
        if (rules.isEmpty() || rules.size() > MOST_RULES) {
            throw malformedXml();
        }
        configure(name, NAME, written.with("rules", Value.of(rules)));
        return PutBucketReplicationResponse.builder().build();
    }

    private void check(Value.Map rule, Set<Integer> priorities) {
        if (!Set.of("Enabled", "Disabled").contains(rule.string("status").orElse(""))
                || (rule.has("filter") && rule.has("prefix"))
                || (!rule.has("filter") && !rule.has("prefix"))) {
            throw malformedXml();
        }
        if (rule.has("existingObjectReplication")
                && rule.map("existingObjectReplication").string("status").equals(Optional.of("Enabled"))) {
            throw invalidRequest("ExistingObjectReplication is not supported: use S3 Batch Replication");
        }
        if (rule.has("filter")) {
            checkSecondSchema(rule, priorities);
        }
        checkDestination(rule);
    }

    private static void checkSecondSchema(Value.Map rule, Set<Integer> priorities) {
        var filter = rule.map("filter");
        if (filter.entries().size() > 1) {
            throw malformedXml();
        }
        if (!rule.has("priority")) {
            throw invalidRequest("Priority must be specified for this version of Cross Region Replication "
                    + "configuration schema.");
        }
        if (!priorities.add(rule.integer("priority").orElse(0))) {
            throw invalidRequest("Found duplicate priority: every rule needs a priority of its own");
        }
        if (!rule.map("deleteMarkerReplication").has("status")) {
            throw invalidRequest("DeleteMarkerReplication must be specified for this version of Cross Region "
                    + "Replication configuration schema.");
        }
        var tagged = filter.has("tag") || filter.map("and").has("tags");
        if (tagged && rule.map("deleteMarkerReplication").string("status").equals(Optional.of("Enabled"))) {
            throw invalidRequest("Delete marker replication is not supported if any Tag filter is specified.");
        }
    }

    private void checkDestination(Value.Map rule) {
        var destination = rule.map("destination");
        var arn = destination.string("bucket").orElse("");
        if (!arn.matches("arn:aws[a-z-]*:s3:::.+")) {
            throw invalidArgument("Invalid bucket ARN");
        }
        var encrypted = rule.map("sourceSelectionCriteria").map("sseKmsEncryptedObjects");
        if (encrypted.string("status").equals(Optional.of("Enabled"))
                && !destination.map("encryptionConfiguration").has("replicaKmsKeyID")) {
            throw invalidRequest("ReplicaKmsKeyID must be specified if SseKmsEncryptedObjects tag is present.");
        }
        if (destination.map("replicationTime").string("status").equals(Optional.of("Enabled"))
                && !destination.map("metrics").string("status").equals(Optional.of("Enabled"))) {
            throw invalidRequest("Metrics must be enabled if ReplicationTime is enabled");
        }
        if (destination.has("accessControlTranslation") && !destination.has("account")) {
            throw invalidRequest("Account must be specified if AccessControlTranslation is present");
        }
        // A bucket of another account cannot be looked into.
        var account = destination.string("account").orElse(world.account().id());
        if (account.equals(world.account().id()) && !versioned(arn.substring(arn.lastIndexOf(':') + 1))) {
            throw invalidRequest("Destination bucket must have versioning enabled.");
        }
    }

    @Override
    public DeleteBucketReplicationResponse deleteBucketReplication(DeleteBucketReplicationRequest request) {
        bucket(request.bucket());
        unconfigure(request.bucket(), NAME);
        return DeleteBucketReplicationResponse.builder().build();
    }
}
