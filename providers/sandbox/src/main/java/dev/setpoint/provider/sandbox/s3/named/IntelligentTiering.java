package dev.setpoint.provider.sandbox.s3.named;

import static dev.setpoint.provider.sandbox.s3.bucket.S3Refusals.MALFORMED_XML;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.table.Check;
import dev.setpoint.provider.sandbox.table.Members;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Intelligent tiering: objects archived after a number of days. See behaviour.md#s3-named-configurations. */
final class IntelligentTiering {

    private static final int MOST_DAYS = 730;
    private static final Map<String, Integer> LEAST_DAYS = Map.of("ARCHIVE_ACCESS", 90, "DEEP_ARCHIVE_ACCESS", 180);

    private static final List<Check> CHECKS = List.of(
            Check.size("tierings", 1, Integer.MAX_VALUE, MALFORMED_XML),
            Check.oneOf("status", Set.of("Enabled", "Disabled"), MALFORMED_XML));
    private static final List<Check> TIERING = List.of(Check.oneOf("accessTier", LEAST_DAYS.keySet(), MALFORMED_XML));

    private IntelligentTiering() {}

    static void check(Value.Map configuration) {
        ConfigurationFilter.check(configuration);
        Check.all(CHECKS, configuration);
        var tiers = new HashSet<String>();
        for (var tiering : Members.maps(configuration, "tierings")) {
            Check.all(TIERING, tiering);
            var tier = tiering.string("accessTier").orElse("");
            checkDays(tier, tiering.integer("days").orElse(0));
            if (!tiers.add(tier)) {
                throw MALFORMED_XML.exception();
            }
        }
    }

    private static void checkDays(String tier, int days) {
        var least = LEAST_DAYS.getOrDefault(tier, 0);
        if (days < least || days > MOST_DAYS) {
            throw S3Refusals.invalidArgument("'Days' for " + tier + " must be from " + least + " to " + MOST_DAYS);
        }
    }
}
