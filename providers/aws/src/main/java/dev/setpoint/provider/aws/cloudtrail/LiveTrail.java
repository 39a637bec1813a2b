package dev.setpoint.provider.aws.cloudtrail;

import static dev.setpoint.provider.aws.error.Errors.code;
import static dev.setpoint.provider.aws.error.Errors.saying;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.shape.Tags;
import dev.setpoint.provider.aws.wait.Eventually;
import dev.setpoint.provider.aws.wait.Settled;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.CreateTrailRequest;
import software.amazon.awssdk.services.cloudtrail.model.Tag;
import software.amazon.awssdk.services.cloudtrail.model.Trail;
import software.amazon.awssdk.services.cloudtrail.model.UpdateTrailRequest;

/**
 * The calls about one trail, with what CloudTrail may take for missing while it is new.
 * See behaviour.md#cloudtrail-trail-retries, behaviour.md#cloudtrail-trail-errors.
 */
final class LiveTrail {

    /** The second is what tags are answered with. */
    static final Predicate<ProviderException> GONE = code("TrailNotFoundException", "ResourceNotFoundException");

    static final Duration PROPAGATION = Duration.ofMinutes(2);
    private static final Settled SEEN = new Settled(3, Duration.ofSeconds(1), PROPAGATION);

    /** A role or log group so new that CloudTrail cannot use it yet. */
    private static final Predicate<ProviderException> LOGS_NOT_READY = code(
                    "InvalidCloudWatchLogsRoleArnException", "InvalidCloudWatchLogsLogGroupArnException")
            .and(saying("Access denied"));

    /** Bucket and key policies spread too, so a refusal for a policy just written may pass. */
    private static final Predicate<ProviderException> POLICIES_NOT_READY = code(
            "InsufficientS3BucketPolicyException",
            "InsufficientEncryptionPolicyException",
            "S3BucketDoesNotExistException",
            "KmsKeyNotFoundException");

    private static final Duration POLICIES = Duration.ofMinutes(1);

    private final CloudTrailClient client;
    private final String arn;
    private final Eventually eventually;

    /** @param arn what it is read by: a name would also find shadows of trails of other regions */
    LiveTrail(CloudTrailClient client, String arn, Eventually eventually) {
        this.client = client;
        this.arn = arn;
        this.eventually = eventually.unseen(GONE);
    }

    /** @return the new trail's ARN */
    static String create(CloudTrailClient client, CreateTrailRequest request, Eventually eventually) {
        return accepted(eventually, () -> client.createTrail(request).trailARN());
    }

    void update(UpdateTrailRequest request) {
        accepted(eventually, () -> client.updateTrail(request).trailARN());
    }

    private static String accepted(Eventually eventually, Supplier<String> call) {
        return eventually.retry(
                LOGS_NOT_READY,
                PROPAGATION,
                "the trail's log group and role to be usable",
                () -> eventually.retry(
                        POLICIES_NOT_READY,
                        POLICIES,
                        "the policies of the trail's bucket and key to take effect",
                        call));
    }

    Optional<Trail> trail() {
        return Errors.unless(
                        GONE,
                        () -> client.describeTrails(r -> r.trailNameList(arn)).trailList())
                .flatMap(trails -> trails.stream()
                        .filter(trail -> arn.equals(trail.trailARN()))
                        .findFirst());
    }

    /** Enough where the trail is at home, and the only form every emulator takes. */
    private String name() {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    boolean isLogging() {
        return client.getTrailStatus(r -> r.name(arn)).isLogging();
    }

    void logging(boolean wanted) {
        known(() -> wanted ? client.startLogging(r -> r.name(name())) : client.stopLogging(r -> r.name(name())));
        eventually.until(SEEN, "the trail to " + (wanted ? "start" : "stop") + " logging", () -> isLogging() == wanted);
    }

    /** Retries a call about a trail that exists: CloudTrail may not know a new one everywhere. */
    private <T> T known(Supplier<T> call) {
        return eventually.retry(GONE, PROPAGATION, "the new trail to be seen", call);
    }

    /** Basic or advanced selectors: what {@link Selectors} makes of them. */
    Value.Map selectors() {
        return Selectors.read(client.getEventSelectors(r -> r.trailName(arn)));
    }

    void selectors(Value.Map desired) {
        known(() -> client.putEventSelectors(Selectors.request(arn, desired)));
    }

    Optional<Value> insights() {
        return Errors.unless(
                        code("InsightNotEnabledException"),
                        () -> client.getInsightSelectors(r -> r.trailName(arn)).insightSelectors())
                .filter(selectors -> !selectors.isEmpty())
                .map(Selectors::toValue);
    }

    /** @param wanted none turns all insights off */
    void insights(List<Value> wanted) {
        known(() -> client.putInsightSelectors(r -> r.trailName(arn).insightSelectors(Selectors.insights(wanted))));
    }

    Map<String, String> tags() {
        var tags = client.listTagsPaginator(r -> r.resourceIdList(arn)).stream()
                .flatMap(page -> page.resourceTagList().stream())
                .flatMap(resource -> resource.tagsList().stream())
                .toList();
        return Tags.fromSdk(tags);
    }

    void tags(Map<String, String> wanted) {
        Tags.change(
                known(this::tags),
                wanted,
                keys -> client.removeTags(r -> r.resourceId(arn)
                        .tagsList(keys.stream()
                                .map(key -> Tag.builder().key(key).build())
                                .toList())),
                tags -> client.addTags(r -> r.resourceId(arn).tagsList(Tags.toSdk(tags, Tag::builder))));
        eventually.until(SEEN, "the trail's tags to settle", () -> tags().equals(wanted));
    }

    /** Stops logging first, so that whoever watches the trail sees its end coming. */
    void delete() {
        if (eventually
                .believed("certainty that the trail is gone", Optional::isEmpty, this::trail)
                .isEmpty()) {
            return;
        }
        eventually.removed(GONE, () -> {
            client.stopLogging(r -> r.name(name()));
            client.deleteTrail(r -> r.name(name()));
        });
    }
}
