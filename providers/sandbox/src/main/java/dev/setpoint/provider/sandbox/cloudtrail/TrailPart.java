package dev.setpoint.provider.sandbox.cloudtrail;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.table.Paging;
import dev.setpoint.provider.sandbox.table.Refusal;
import dev.setpoint.provider.sandbox.world.Service;
import dev.setpoint.provider.sandbox.world.World;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;

/**
 * Base of the operations on trails. A trail's document has the members of the SDK's Trail under {@code trail}, and
 * beside it what other calls read. See behaviour.md#cloudtrail-trail.
 */
abstract class TrailPart implements CloudTrailClient {

    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:cloudtrail:([a-z0-9-]+):(\\d{12}):trail/(.+)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9]|[._-](?![._-])){1,126}[A-Za-z0-9]");
    private static final Pattern IP_ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");

    static final Paging PAGES = new Paging(
            "limit",
            "nextToken",
            100,
            new Refusal(Service.CLOUDTRAIL, "InvalidTokenException", 400, "The token %s is not valid."));

    protected final World world;

    TrailPart(World world) {
        this.world = world;
    }

    @Override
    public final String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public final void close() {}

    static String key(String region, String name) {
        return "cloudtrail:" + region + ":trail:" + name;
    }

    static void checkName(String name) {
        if (!NAME.matcher(name).matches() || IP_ADDRESS.matcher(name).matches()) {
            throw refusal(
                    "InvalidTrailNameException",
                    "Trail name must be 3 to 128 characters of letters, digits, periods, underscores and dashes, start "
                            + "and end with a letter or digit, and have no two of the others side by side: " + name);
        }
    }

    /** Finds a trail by its name or ARN, among those of this region and multi-region trails of other regions. */
    final Optional<Value.Map> find(String reference) {
        return find(world, reference);
    }

    static Optional<Value.Map> find(World world, String reference) {
        var arn = ARN.matcher(reference);
        if (arn.matches()) {
            return world.known(key(arn.group(1), arn.group(3)))
                    .filter(trail -> arn.group(1).equals(world.region()) || multiRegion(trail));
        }
        return world.known(key(world.region(), reference))
                .or(() -> world.documents().under("cloudtrail:").values().stream()
                        .filter(trail -> multiRegion(trail) && reference.equals(name(trail)))
                        .findFirst());
    }

    /** Returns the trail's name in a request that may name an event data store in its place. */
    static String name(@Nullable String reference) {
        if (reference == null) {
            throw refusal("InvalidParameterCombinationException", "The request has no TrailName.");
        }
        return reference;
    }

    final Value.Map trail(String reference) {
        if (reference.startsWith("arn:") && !ARN.matcher(reference).matches()) {
            throw refusal("CloudTrailARNInvalidException", "The ARN " + reference + " is not valid.");
        }
        if (!reference.startsWith("arn:")) {
            checkName(reference);
        }
        return find(reference)
                .orElseThrow(() -> refusal(
                        "TrailNotFoundException",
                        "Unknown trail: " + reference + " for the user: "
                                + world.account().id()));
    }

    /** Returns the trail for a change, which only its home region accepts. */
    final Value.Map own(String reference) {
        var trail = trail(reference);
        if (!region(trail).equals(world.region())) {
            throw refusal(
                    "InvalidHomeRegionException",
                    "The trail " + name(trail) + " can only be changed from its home region " + region(trail) + ".");
        }
        return trail;
    }

    final void save(Value.Map trail) {
        world.documents().put(key(region(trail), name(trail)), trail);
    }

    static String name(Value.Map trail) {
        return trail.map("trail").string("name").orElse("");
    }

    static String arn(Value.Map trail) {
        return trail.map("trail").string("trailARN").orElse("");
    }

    static String region(Value.Map trail) {
        return trail.map("trail").string("homeRegion").orElse("");
    }

    static boolean multiRegion(Value.Map trail) {
        return trail.map("trail").bool("isMultiRegionTrail").orElse(false);
    }

    static AwsServiceException refusal(String code, String message) {
        return Service.CLOUDTRAIL.refusal(code, 400, message);
    }
}
