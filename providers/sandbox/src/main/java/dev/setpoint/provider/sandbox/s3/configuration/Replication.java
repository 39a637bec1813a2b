package dev.setpoint.provider.sandbox.s3.configuration;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Buckets;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.table.Check;
import dev.setpoint.provider.sandbox.table.Members;
import dev.setpoint.provider.sandbox.table.Refusal;
import dev.setpoint.provider.sandbox.table.Submission;
import dev.setpoint.provider.sandbox.world.Ids;
import dev.setpoint.provider.sandbox.world.Service;
import dev.setpoint.provider.sandbox.world.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Replication configuration. Keys in it are not checked. See behaviour.md#s3-replication. */
public final class Replication {

    public static final String NAME = "replication";

    private static final int MOST_RULES = 1000;

    private static final List<Check> CONFIGURATION = List.of(Check.matches(
            "role",
            Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/.+"),
            invalid("Invalid Amazon Resource Name (ARN) for the role")));
    private static final List<Check> RULES = List.of(Check.size("rules", 1, MOST_RULES, S3Refusals.MALFORMED_XML));
    private static final List<Check> RULE =
            List.of(Check.oneOf("status", Set.of("Enabled", "Disabled"), S3Refusals.MALFORMED_XML));
    private static final List<Check> MODIFICATIONS =
            List.of(Check.oneOf("status", Set.of("Enabled", "Disabled"), S3Refusals.MALFORMED_XML));
    private static final List<Check> DESTINATION =
            List.of(Check.matches("bucket", Pattern.compile("arn:aws[a-z-]*:s3:::.+"), invalid("Invalid bucket ARN")));

    private Replication() {}

    private static Refusal invalid(String message) {
        return new Refusal(Service.S3, "InvalidArgument", 400, message);
    }

    static Value.Map accepted(Submission submission) {
        var world = submission.world();
        if (!new S3Buckets(world).isVersioned(submission.text("bucket"))) {
            throw S3Refusals.invalidRequest(
                    "Versioning must be 'Enabled' on the bucket to apply a replication configuration");
        }
        var written = submission.required(S3Refusals.MALFORMED_XML);
        Check.all(CONFIGURATION, written);
        var rules = new ArrayList<Value>();
        var ids = new HashSet<String>();
        var priorities = new HashSet<Integer>();
        for (var rule : Members.maps(written, "rules")) {
            check(rule, priorities, world);
            var named = rule.has("id") ? rule : rule.with("id", Value.of(Ids.uuid()));
            if (!ids.add(named.string("id").orElse(""))) {
                throw S3Refusals.invalidRequest("Rule Id must be unique");
            }
            rules.add(named);
        }
        Check.all(RULES, written);
        return written.with("rules", Value.of(rules));
    }

    private static void check(Value.Map rule, Set<Integer> priorities, World world) {
        Check.all(RULE, rule);
        if (rule.has("filter") == rule.has("prefix")) {
            throw S3Refusals.malformedXml();
        }
        if (rule.has("existingObjectReplication")
                && rule.map("existingObjectReplication").string("status").equals(Optional.of("Enabled"))) {
            throw S3Refusals.invalidRequest("ExistingObjectReplication is not supported: use S3 Batch Replication");
        }
        var criteria = rule.map("sourceSelectionCriteria");
        if (criteria.has("replicaModifications")) {
            Check.all(MODIFICATIONS, criteria.map("replicaModifications"));
            if (!rule.has("filter")) {
                throw S3Refusals.invalidRequest(
                        "ReplicaModifications is not supported in this version of Cross Region Replication"
                                + " configuration schema.");
            }
        }
        if (rule.has("filter")) {
            checkSecondSchema(rule, priorities);
        }
        checkDestination(rule, world);
    }

    private static void checkSecondSchema(Value.Map rule, Set<Integer> priorities) {
        var filter = rule.map("filter");
        if (filter.entries().size() > 1) {
            throw S3Refusals.malformedXml();
        }
        if (!rule.has("priority")) {
            throw S3Refusals.invalidRequest("Priority must be specified for this version of Cross Region Replication "
                    + "configuration schema.");
        }
        if (!priorities.add(rule.integer("priority").orElse(0))) {
            throw S3Refusals.invalidRequest("Found duplicate priority: every rule needs a priority of its own");
        }
        if (!rule.map("deleteMarkerReplication").has("status")) {
            throw S3Refusals.invalidRequest(
                    "DeleteMarkerReplication must be specified for this version of Cross Region "
                            + "Replication configuration schema.");
        }
        var tagged = filter.has("tag") || filter.map("and").has("tags");
        if (tagged && rule.map("deleteMarkerReplication").string("status").equals(Optional.of("Enabled"))) {
            throw S3Refusals.invalidRequest(
                    "Delete marker replication is not supported if any Tag filter is specified.");
        }
    }

    private static void checkDestination(Value.Map rule, World world) {
        var destination = rule.map("destination");
        Check.all(DESTINATION, destination);
        var arn = destination.string("bucket").orElse("");
        var encrypted = rule.map("sourceSelectionCriteria").map("sseKmsEncryptedObjects");
        if (encrypted.string("status").equals(Optional.of("Enabled"))
                && !destination.map("encryptionConfiguration").has("replicaKmsKeyID")) {
            throw S3Refusals.invalidRequest(
                    "ReplicaKmsKeyID must be specified if SseKmsEncryptedObjects tag is present.");
        }
        if (destination.map("replicationTime").string("status").equals(Optional.of("Enabled"))
                && !destination.map("metrics").string("status").equals(Optional.of("Enabled"))) {
            throw S3Refusals.invalidRequest("Metrics must be enabled if ReplicationTime is enabled");
        }
        if (destination.has("accessControlTranslation") && !destination.has("account")) {
            throw S3Refusals.invalidRequest("Account must be specified if AccessControlTranslation is present");
        }
        // A bucket of another account cannot be looked into.
        var account = destination.string("account").orElse(world.account().id());
        if (account.equals(world.account().id())
                && !new S3Buckets(world).isVersioned(arn.substring(arn.lastIndexOf(':') + 1))) {
            throw S3Refusals.invalidRequest("Destination bucket must have versioning enabled.");
        }
    }
}
