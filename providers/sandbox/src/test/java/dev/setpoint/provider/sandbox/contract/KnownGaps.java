package dev.setpoint.provider.sandbox.contract;

import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.provider.aws.testing.HttpCloud;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Known gaps of moto: property paths by type that a plan over HTTP may keep showing. The sandbox and other endpoints
 * must have no gaps.
 */
final class KnownGaps {

    private static final Map<String, Set<String>> LOST = Map.of(
            // RecordingMode is not kept.
            "aws.config.recorder", Set.of("recordingFrequency", "recordingModeOverrides"),
            // RotationPeriodInDays is not kept.
            "aws.kms.key", Set.of("rotation.periodInDays"),
            // ReplicateKey loses description, tags and policy.
            "aws.kms.replicaKey", Set.of("description", "tags", "policy"),
            // SourceSelectionCriteria, the filter and DeleteMarkerReplication are not kept.
            "aws.s3.replication", Set.of("rules"),
            // A filter's limits of size and the number of newer versions are not kept; nor are the key format of logs,
            // who pays, EventBridge, analytics, metrics and intelligent
            // tiering. An inventory's optional fields and encryption come back empty. To delete a configuration of
            // one of these kinds deletes the bucket, so no update over HTTP takes away one that moto shows.
            "aws.s3.bucket",
                    Set.of(
                            "lifecycle.rules[Archive].filter",
                            "lifecycle.rules[reports].filter",
                            "lifecycle.rules[versions].noncurrentVersionExpiration.newerNoncurrentVersions",
                            "logging.targetObjectKeyFormat",
                            "requestPayment",
                            "notification.eventBridge",
                            "analytics",
                            "metrics",
                            "intelligentTiering",
                            "inventory"),
            // Of several insight selectors one is kept.
            "aws.cloudtrail.trail", Set.of("insightSelectors"),
            // SetTopicAttributes takes SignatureVersion, and GetTopicAttributes does not return it.
            "aws.sns.topic", Set.of("signatureVersion"));

    /** Properties that moto has no working call for. */
    private static final Map<String, Set<String>> FAILING = Map.of(
            // UpdateGroup ignores another path unless the name changes, too.
            "aws.iam.group", Set.of("path"),
            // UpdateUser with another path loses the tags, and PutUserPermissionsBoundary fails with status 500.
            "aws.iam.user", Set.of("path", "permissionsBoundary"),
            // SetTopicAttributes takes the attributes of delivery logging, and GetTopicAttributes does not return them.
            "aws.sns.topic", Set.of("deliveryStatusLogging"),
            // AssociateKmsKey, DisassociateKmsKey and PutLogGroupDeletionProtection fail with status 500.
            "aws.logs.logGroup", Set.of("kmsKey", "deletionProtection"),
            // PutMetricFilter adds a second filter of the same name and goes on showing the first.
            "aws.logs.metricFilter", Set.of("pattern", "metricTransformation"));

    /** Types of services that moto does not have. */
    private static final Set<String> ABSENT = Set.of(
            "aws.accessAnalyzer.analyzer",
            // Macie is on from the start, with a date of creation that the SDK cannot read, and no call to change it.
            "aws.macie.session");

    /** Types that moto refuses when a bucket policy denies anything, since it ignores conditions. */
    private static final Set<String> DENIED = Set.of("aws.s3.object");

    private KnownGaps() {}

    /** Returns true if the cloud cannot create the type. */
    static boolean lacks(Cloud cloud, String type) {
        return cloud == Cloud.HTTP && HttpCloud.isMoto() && absent(type);
    }

    /** Returns true if the cloud cannot create the type in a stack with bucket policies. */
    static boolean lacksUnderPolicies(Cloud cloud, String type) {
        return lacks(cloud, type) || (cloud == Cloud.HTTP && HttpCloud.isMoto() && DENIED.contains(type));
    }

    /** Returns true if the cloud cannot change these properties. */
    static boolean fails(Cloud cloud, String type, Set<String> properties) {
        return cloud == Cloud.HTTP
                && HttpCloud.isMoto()
                && failing(type).stream().anyMatch(properties::contains);
    }

    /** Returns true if the cloud may not show a change of these properties. */
    static boolean maySwallow(Cloud cloud, String type, Set<String> properties) {
        return lost(cloud, type).stream().anyMatch(path -> properties.stream().anyMatch(path::startsWith));
    }

    /** Returns true if moto lacks the type's service. */
    static boolean absent(String type) {
        return ABSENT.contains(type);
    }

    /** Properties that moto loses, by type. */
    static Set<String> lost(String type) {
        return LOST.getOrDefault(type, Set.of());
    }

    /** Properties whose change cannot be tried on moto. */
    static Set<String> failing(String type) {
        return FAILING.getOrDefault(type, Set.of());
    }

    private static Set<String> lost(Cloud cloud, String type) {
        return cloud == Cloud.HTTP && HttpCloud.isMoto() ? lost(type) : Set.of();
    }

    /** Returns the property changes that are not caused by this cloud's gaps. */
    static List<PropertyChange> real(Cloud cloud, Change change) {
        var lost = lost(cloud, change.target().type().text());
        return properties(change)
                .filter(property -> lost.stream().noneMatch(property.path().toString()::startsWith))
                .toList();
    }

    private static Stream<PropertyChange> properties(Change change) {
        return switch (change) {
            case Change.Create c -> c.properties().stream();
            case Change.Update u -> u.properties().stream();
            case Change.Replace r -> r.properties().stream();
            case Change.Refresh r -> r.properties().stream();
            case Change.Import i -> properties(i.then());
            case Change.Restore r -> properties(r.then());
            case Change.Move m -> properties(m.then());
            case Change.Delete _, Change.Forget _, Change.NoOp _ -> Stream.of();
        };
    }
}
