package dev.setpoint.provider.sandbox.s3.named;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.world.World;
import java.util.Optional;
import java.util.regex.Pattern;

/** Bucket to which S3 writes an inventory or an analysis: one of the same region. */
final class ReportDestination {

    private static final Pattern BUCKET = Pattern.compile("arn:aws[a-z-]*:s3:::(.+)");

    private ReportDestination() {}

    static void check(World world, Value.Map destination) {
        var match = BUCKET.matcher(destination.string("bucket").orElse(""));
        var region = match.matches() ? world.buckets().region(match.group(1)) : Optional.<String>empty();
        if (!region.equals(Optional.of(world.region()))) {
            throw S3Refusals.refusal(
                    "InvalidS3DestinationBucket",
                    400,
                    "The destination bucket does not exist or is not in the region of the source bucket.");
        }
    }
}
