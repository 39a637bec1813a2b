package dev.setpoint.provider.sandbox.s3.content;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.table.Members;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Expiry of an object under the lifecycle rules of its bucket. See behaviour.md#s3-lifecycle-expiration. */
public final class Expiration {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private Expiration() {}

    private record Expiry(Instant date, String rule) {}

    /**
     * Returns the header {@code x-amz-expiration}: the earliest date and its rule.
     *
     * @param version of the object, with its size, tags and time of writing
     */
    public static Optional<String> header(Value.Map lifecycle, String key, Value.Map version, Instant written) {
        return Members.maps(lifecycle, "rules").stream()
                .filter(rule -> rule.string("status").equals(Optional.of("Enabled")))
                .filter(rule -> applies(rule, key, version))
                .flatMap(rule -> expiry(rule, written).stream())
                .min(Comparator.comparing(Expiry::date))
                .map(expiry -> "expiry-date=\"" + DATE.format(expiry.date().atOffset(ZoneOffset.UTC)) + "\", rule-id=\""
                        + URLEncoder.encode(expiry.rule(), StandardCharsets.UTF_8) + "\"");
    }

    /** Returns the date at which an upload that nobody completes is aborted, and the rule; empty when there is none. */
    public static Value.Map abortion(Value.Map lifecycle, String key, Instant initiated) {
        return Members.maps(lifecycle, "rules").stream()
                .filter(rule -> rule.string("status").equals(Optional.of("Enabled")))
                .filter(rule -> applies(rule, key, Value.Map.EMPTY))
                .flatMap(rule -> rule
                        .map("abortIncompleteMultipartUpload")
                        .integer("daysAfterInitiation")
                        .map(days -> new Expiry(
                                midnightAfter(initiated, days),
                                rule.string("id").orElse("")))
                        .stream())
                .min(Comparator.comparing(Expiry::date))
                .map(expiry -> Value.Map.EMPTY
                        .with("abortDate", Value.of(expiry.date().toString()))
                        .with("abortRuleId", Value.of(expiry.rule())))
                .orElse(Value.Map.EMPTY);
    }

    private static Optional<Expiry> expiry(Value.Map rule, Instant written) {
        var expiration = rule.map("expiration");
        return expiration
                .integer("days")
                .map(days -> midnightAfter(written, days))
                .or(() -> expiration.string("date").map(Instant::parse))
                .map(date -> new Expiry(date, rule.string("id").orElse("")));
    }

    /** Returns the midnight in UTC that follows the end of the days. */
    private static Instant midnightAfter(Instant written, int days) {
        var end = written.atOffset(ZoneOffset.UTC).plusDays(days);
        var midnight = end.with(LocalTime.MIDNIGHT);
        return (end.equals(midnight) ? midnight : midnight.plusDays(1)).toInstant();
    }

    private static boolean applies(Value.Map rule, String key, Value.Map version) {
        var filter = rule.map("filter");
        var conditions = filter.has("and") ? filter.map("and") : filter;
        var prefix = conditions.string("prefix").or(() -> rule.string("prefix")).orElse("");
        var size = number(version, "size").orElse(BigDecimal.ZERO);
        return key.startsWith(prefix)
                && number(conditions, "objectSizeGreaterThan")
                        .filter(least -> size.compareTo(least) <= 0)
                        .isEmpty()
                && number(conditions, "objectSizeLessThan")
                        .filter(most -> size.compareTo(most) >= 0)
                        .isEmpty()
                && tags(conditions).stream()
                        .allMatch(tag -> version.map("tags")
                                .string(tag.string("key").orElse(""))
                                .equals(tag.string("value")));
    }

    private static Optional<BigDecimal> number(Value.Map map, String name) {
        return map.get(name)
                .flatMap(value -> value instanceof Value.Num(var number) ? Optional.of(number) : Optional.empty());
    }

    private static List<Value.Map> tags(Value.Map conditions) {
        return Stream.concat(
                        conditions.has("tag") ? Stream.of(conditions.map("tag")) : Stream.empty(),
                        Members.maps(conditions, "tags").stream())
                .toList();
    }
}
