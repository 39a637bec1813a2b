package dev.setpoint.provider.sandbox.s3;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.call.SdkShapes;
import dev.setpoint.provider.sandbox.world.Buckets;
import dev.setpoint.provider.sandbox.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * What configurations with an id have in common, each of which is a document of its own.
 * See behaviour.md#s3-named-configurations.
 */
abstract class NamedPart extends S3Part {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern BUCKET = Pattern.compile("arn:aws[a-z-]*:s3:::(.+)");
    private static final int MOST = 1000;
    private static final int PAGE = 100;

    NamedPart(World world) {
        super(world);
    }

    private static String name(String kind, String id) {
        return kind + ":" + id;
    }

    /** Keeps a configuration that was checked. */
    final void keep(String bucket, String kind, @Nullable String id, SdkPojo configuration) {
        var wanted = Optional.ofNullable(id).orElse("");
        var written = SdkShapes.PLAIN.toValue(configuration);
        if (!ID.matcher(wanted).matches()) {
            throw invalidArgument("The configuration id is not valid.");
        }
        if (!written.string("id").equals(Optional.of(wanted))) {
            throw refusal("IdMismatch", 400, "Document ID does not match the specified configuration ID.");
        }
        var others = all(bucket, kind).stream()
                .filter(other -> !other.string("id").equals(Optional.of(wanted)))
                .count();
        if (others >= MOST) {
            throw refusal(
                    "TooManyConfigurations",
                    400,
                    "You are attempting to create a new configuration but have already reached the 1,000-configuration "
                            + "limit.");
        }
        configure(bucket, name(kind, wanted), written);
    }

    /** Refuses a filter of several conditions that are not in an {@code and}, and an {@code and} of fewer than two. */
    static void checkFilter(@Nullable SdkPojo filter) {
        if (filter == null) {
            return;
        }
        var written = SdkShapes.PLAIN.toValue(filter);
        var and = written.map("and");
        var together = and.without("tags").entries().size() + and.list("tags").size();
        if (written.entries().size() != 1 || (written.has("and") && together < 2)) {
            throw malformedXml();
        }
    }

    /** Refuses a bucket that is not there, or is elsewhere. */
    final void checkDestination(@Nullable String arn) {
        var match = BUCKET.matcher(Optional.ofNullable(arn).orElse(""));
        var region = match.matches() ? world.buckets().region(match.group(1)) : Optional.<String>empty();
        if (!region.equals(Optional.of(world.region()))) {
            throw refusal(
                    "InvalidS3DestinationBucket",
                    400,
                    "The destination bucket does not exist or is not in the region of the source bucket.");
        }
    }

    final <T, B extends SdkPojo & SdkBuilder<B, T>> T find(String bucket, String kind, @Nullable String id, B builder) {
        bucket(bucket);
        return SdkShapes.PLAIN.build(
                builder,
                configuration(bucket, name(kind, Optional.ofNullable(id).orElse("")))
                        .orElseThrow(NamedPart::noSuchConfiguration));
    }

    final void drop(String bucket, String kind, @Nullable String id) {
        bucket(bucket);
        var name = name(kind, Optional.ofNullable(id).orElse(""));
        if (configuration(bucket, name).isEmpty()) {
            throw noSuchConfiguration();
        }
        unconfigure(bucket, name);
    }

    private static RuntimeException noSuchConfiguration() {
        return notConfigured("NoSuchConfiguration", "The specified configuration does not exist.");
    }

    private List<Value.Map> all(String bucket, String kind) {
        return List.copyOf(
                world.documents().under(Buckets.key(bucket, name(kind, ""))).values());
    }

    /**
     * A page in the order of the ids.
     *
     * @param next the token of the next page; empty for the last
     */
    record Page<T>(List<T> items, Optional<String> next) {}

    final <T, B extends SdkPojo & SdkBuilder<B, T>> Page<T> page(
            String bucket, String kind, @Nullable String token, Supplier<B> builder) {
        bucket(bucket);
        var all = all(bucket, kind);
        var start = token == null ? 0 : Integer.parseInt(token);
        var items = new ArrayList<T>();
        for (var one : all.subList(start, Math.min(start + PAGE, all.size()))) {
            items.add(SdkShapes.PLAIN.build(builder.get(), one));
        }
        var end = start + items.size();
        return new Page<>(items, end < all.size() ? Optional.of(Integer.toString(end)) : Optional.empty());
    }
}
