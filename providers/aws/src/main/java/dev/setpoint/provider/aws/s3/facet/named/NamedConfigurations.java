package dev.setpoint.provider.aws.s3.facet.named;

import static dev.setpoint.provider.aws.error.Errors.code;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.s3.configuration.BucketFacet;
import dev.setpoint.provider.aws.s3.configuration.NotConfigured;
import dev.setpoint.provider.aws.s3.configuration.RuleFilter;
import dev.setpoint.provider.aws.shape.SdkShapes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A facet of several configurations, each with an id and with calls of its own. Those of the spec are all that
 * the bucket has: what is not among them is deleted. See behaviour.md#s3-named-configurations.
 */
public interface NamedConfigurations extends BucketFacet {

    String ID = "id";
    String FILTER = "filter";

    /** One page of them; without a token the first. */
    Page page(S3Client s3, String bucket, @Nullable String token);

    /** One of them, plainly named, in the schema's words. */
    default Value.Map fromS3(Value.Map plain) {
        return plain.with(FILTER, RuleFilter.fromS3(plain).toValue());
    }

    /** The other way round; without what {@link #fromS3} adds. */
    default Value.Map toS3(Value.Map ours) {
        return filtered(ours.without(FILTER), ours);
    }

    /** Writes one, whether it is new or not. */
    void put(S3Client s3, String bucket, String id, Value.Map configuration);

    /** Deletes one that is there. */
    void delete(S3Client s3, String bucket, String id);

    @Override
    default Optional<Value> read(S3Client s3, String bucket) {
        var live = Errors.unless(NotConfigured.as("NoSuchConfiguration"), () -> all(s3, bucket))
                .orElse(List.of());
        var sorted = live.stream()
                .map(one -> fromS3(SdkShapes.PLAIN.toValue(one)))
                .sorted(Comparator.comparing(NamedConfigurations::id))
                .map(Value.class::cast)
                .toList();
        return sorted.isEmpty() ? Optional.empty() : Optional.of(Value.of(sorted));
    }

    private List<SdkPojo> all(S3Client s3, String bucket) {
        var all = new ArrayList<SdkPojo>();
        var page = page(s3, bucket, null);
        all.addAll(page.configurations());
        while (page.next().isPresent()) {
            page = page(s3, bucket, page.next().get());
            all.addAll(page.configurations());
        }
        return all;
    }

    /** @param next the token of the next page; empty after the last */
    record Page(List<? extends SdkPojo> configurations, Optional<String> next) {

        static Page of(
                List<? extends SdkPojo> configurations, @Nullable Boolean truncated, @Nullable String nextToken) {
            return new Page(
                    configurations, Boolean.TRUE.equals(truncated) ? Optional.ofNullable(nextToken) : Optional.empty());
        }
    }

    @Override
    default void put(S3Client s3, String bucket, Value desired) {
        var wanted = byId(items(desired));
        var live = live(s3, bucket);
        wanted.forEach((id, configuration) -> {
            var same = Optional.ofNullable(live.get(id)).filter(had -> equal(had, normal(configuration)));
            if (same.isEmpty()) {
                put(s3, bucket, id, configuration);
            }
        });
        live.keySet().stream().filter(id -> !wanted.containsKey(id)).forEach(id -> deleted(s3, bucket, id));
    }

    @Override
    default void remove(S3Client s3, String bucket) {
        live(s3, bucket).keySet().forEach(id -> deleted(s3, bucket, id));
    }

    private Map<String, Value.Map> live(S3Client s3, String bucket) {
        return byId(read(s3, bucket).map(NamedConfigurations::items).orElse(List.of()));
    }

    /** A second deletion is refused. */
    private void deleted(S3Client s3, String bucket, String id) {
        Errors.ignoring(code("NoSuchConfiguration"), () -> delete(s3, bucket, id));
    }

    @Override
    default boolean shows(Value live, Value desired) {
        return same(
                items(live),
                items(desired).stream().map(one -> normal((Value.Map) one)).toList());
    }

    /** The configuration as S3 would return it. */
    private Value normal(Value.Map ours) {
        return fromS3(toS3(ours));
    }

    private static List<Value> items(Value list) {
        return list.revealedDeep() instanceof Value.List(var items) ? items : List.of();
    }

    /** True when both have the same ids, each with the same content, in any order. */
    static boolean same(List<? extends Value> live, List<? extends Value> normal) {
        var had = byId(live);
        var wanted = byId(normal);
        return had.keySet().equals(wanted.keySet())
                && wanted.entrySet().stream()
                        .allMatch(entry -> Optional.ofNullable(had.get(entry.getKey()))
                                .filter(one -> equal(one, entry.getValue()))
                                .isPresent());
    }

    private static boolean equal(Value had, Value wanted) {
        return sorted((Value.Map) had).equals(sorted((Value.Map) wanted));
    }

    /** Events, fields and tiers have no order. */
    private static Value.Map sorted(Value.Map configuration) {
        var sorted = configuration;
        for (var entry : configuration.entries().entrySet()) {
            if (entry.getValue() instanceof Value.List(var items)) {
                var inOrder = items.stream()
                        .sorted(Comparator.comparing(NamedConfigurations::name))
                        .toList();
                sorted = sorted.with(entry.getKey(), Value.of(inOrder));
            }
        }
        return sorted;
    }

    private static String name(Value item) {
        return item instanceof Value.Map tier ? tier.string("accessTier").orElse("") : item.toString();
    }

    private static Map<String, Value.Map> byId(List<? extends Value> items) {
        return items.stream()
                .map(Value.Map.class::cast)
                .collect(Collectors.toMap(NamedConfigurations::id, one -> one, (first, _) -> first));
    }

    static String id(Value.Map configuration) {
        return configuration.string(ID).orElse("");
    }

    /** Adds an optional filter to a configuration: S3 refuses an empty one. */
    static Value.Map filtered(Value.Map plain, Value.Map ours) {
        var filter = RuleFilter.of(ours.map(FILTER));
        return filter.isEmpty() ? plain : plain.with(FILTER, filter.toS3());
    }
}
