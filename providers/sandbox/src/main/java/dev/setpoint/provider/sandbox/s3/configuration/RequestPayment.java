package dev.setpoint.provider.sandbox.s3.configuration;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.table.Check;
import dev.setpoint.provider.sandbox.table.Submission;
import java.util.List;
import java.util.Set;

/** Payer of the requests to a bucket. See behaviour.md#s3-accelerate-cors-payment. */
final class RequestPayment {

    private static final String OWNER = "BucketOwner";

    static final Value.Map STANDARD = Value.Map.EMPTY.with("payer", Value.of(OWNER));

    private static final List<Check> CHECKS =
            List.of(Check.oneOf("payer", Set.of(OWNER, "Requester"), S3Refusals.MALFORMED_XML));

    private RequestPayment() {}

    static Value.Map accepted(Submission submission) {
        var payment = submission.required(S3Refusals.MALFORMED_XML);
        Check.all(CHECKS, payment);
        return payment;
    }
}
