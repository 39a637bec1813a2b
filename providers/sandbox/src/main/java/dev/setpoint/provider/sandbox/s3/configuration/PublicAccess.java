package dev.setpoint.provider.sandbox.s3.configuration;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Buckets;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.table.Submission;
import java.util.List;

/**
 * Public access block of a bucket. A switch that is left out is off, and is read back so. See
 * behaviour.md#s3-public-access-block.
 */
public final class PublicAccess {

    public static final String NAME = "publicAccessBlock";

    private static final List<String> SWITCHES =
            List.of("blockPublicAcls", "ignorePublicAcls", "blockPublicPolicy", "restrictPublicBuckets");

    private PublicAccess() {}

    /** Returns a block with all switches in the same position. */
    public static Value.Map all(boolean on) {
        var block = Value.Map.EMPTY;
        for (var name : SWITCHES) {
            block = block.with(name, Value.of(on));
        }
        return block;
    }

    /** Returns true when the bucket's or the account's block has the switch on. */
    static boolean blocks(S3Buckets buckets, String bucket, String name) {
        return buckets.configuration(bucket, NAME)
                        .flatMap(block -> block.bool(name))
                        .orElse(false)
                || AccountPublicAccess.blocks(buckets.world(), name);
    }

    static Value.Map accepted(Submission submission) {
        return all(false).plus(submission.required(S3Refusals.MALFORMED_XML));
    }
}
