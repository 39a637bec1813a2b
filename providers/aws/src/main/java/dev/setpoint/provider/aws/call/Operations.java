package dev.setpoint.provider.aws.call;

import java.util.List;

/** What the names of AWS's operations tell, as the methods of the SDK's clients are called: {@code getBucketPolicy}. */
public final class Operations {

    private static final List<String> READING = List.of("get", "head", "list", "describe", "simulate");

    private Operations() {}

    /** Whether the operation leaves the cloud as it is. */
    public static boolean reads(String method) {
        return READING.stream().anyMatch(method::startsWith);
    }
}
