package dev.setpoint.provider.sandbox.s3.named;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;

/** Filter of metrics, analytics and tiering: one condition, or an {@code and} of two and more. */
final class ConfigurationFilter {

    private static final String FILTER = "filter";

    private ConfigurationFilter() {}

    /** Checks the filter of a configuration, which may have none. */
    static void check(Value.Map configuration) {
        if (!configuration.has(FILTER)) {
            return;
        }
        var filter = configuration.map(FILTER);
        var and = filter.map("and");
        var together = and.without("tags").entries().size() + and.list("tags").size();
        if (filter.entries().size() != 1 || (filter.has("and") && together < 2)) {
            throw S3Refusals.malformedXml();
        }
    }
}
