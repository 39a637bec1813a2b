package dev.setpoint.provider.sandbox.s3.content;

import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;

/** Numbers of the parts of an upload. */
public final class PartNumbers {

    private static final int MOST = 10_000;

    private PartNumbers() {}

    /** Refuses a number that no part can have. */
    public static void check(int number) {
        if (number < 1 || number > MOST) {
            throw S3Refusals.invalidArgument("Part number must be an integer between 1 and " + MOST + ", inclusive");
        }
    }
}
