package dev.setpoint.provider.sandbox.s3.configuration;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.table.Check;
import dev.setpoint.provider.sandbox.table.Submission;
import java.util.List;
import java.util.Set;

/** Transfer acceleration. See behaviour.md#s3-accelerate-cors-payment. */
final class Acceleration {

    private static final List<Check> CHECKS =
            List.of(Check.oneOf("status", Set.of("Enabled", "Suspended"), S3Refusals.MALFORMED_XML));

    private Acceleration() {}

    static Value.Map accepted(Submission submission) {
        if (submission.text("bucket").contains(".")) {
            throw S3Refusals.invalidRequest(
                    "S3 Transfer Acceleration is not supported for buckets with periods (.) in their names");
        }
        var acceleration = submission.required(S3Refusals.MALFORMED_XML);
        Check.all(CHECKS, acceleration);
        return acceleration;
    }
}
