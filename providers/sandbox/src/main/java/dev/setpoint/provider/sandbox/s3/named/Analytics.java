package dev.setpoint.provider.sandbox.s3.named;

import static dev.setpoint.provider.sandbox.s3.bucket.S3Refusals.MALFORMED_XML;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.table.Check;
import dev.setpoint.provider.sandbox.world.World;
import java.util.List;
import java.util.Set;

/** Storage class analyses. See behaviour.md#s3-named-configurations. */
final class Analytics {

    private static final String DESTINATION = "destination.s3BucketDestination";

    private static final List<Check> CHECKS = List.of(Check.required("storageClassAnalysis", MALFORMED_XML));
    private static final List<Check> EXPORT = List.of(
            Check.required(DESTINATION, MALFORMED_XML),
            Check.oneOf("outputSchemaVersion", Set.of("V_1"), MALFORMED_XML),
            Check.oneOf(DESTINATION + ".format", Set.of("CSV"), MALFORMED_XML));

    private Analytics() {}

    static void check(Value.Map analytics) {
        Check.all(CHECKS, analytics);
        ConfigurationFilter.check(analytics);
        var analysis = analytics.map("storageClassAnalysis");
        if (analysis.has("dataExport")) {
            Check.all(EXPORT, analysis.map("dataExport"));
        }
    }

    static void checkTarget(World world, Value.Map analytics) {
        var analysis = analytics.map("storageClassAnalysis");
        if (analysis.has("dataExport")) {
            var destination = analysis.map("dataExport").map("destination");
            ReportDestination.check(world, destination.map("s3BucketDestination"));
        }
    }
}
