package dev.setpoint.provider.aws.ec2;

import software.amazon.awssdk.services.ec2.model.Filter;

/** Filters for EC2's Describe requests. */
final class Filters {

    private Filters() {}

    /** Filter for exactly this value: EC2 takes {@code *} and {@code ?} for wildcards unless they are escaped. */
    static Filter of(String name, String value) {
        return Filter.builder()
                .name(name)
                .values(value.replaceAll("[*?\\\\]", "\\\\$0"))
                .build();
    }
}
