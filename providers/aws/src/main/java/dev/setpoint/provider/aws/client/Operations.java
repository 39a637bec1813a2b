package dev.setpoint.provider.aws.client;

import java.util.List;

/** Kinds of operations, by the names of the SDK's client methods: {@code getBucketPolicy}. */
public final class Operations {

    private static final List<String> READING = List.of("get", "head", "list", "describe", "simulate");

    private Operations() {}

    /** True when the operation changes nothing in the cloud. */
    public static boolean reads(String method) {
        return READING.stream().anyMatch(method::startsWith);
    }
}
