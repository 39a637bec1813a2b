package dev.setpoint.provider.aws.s3;

import dev.setpoint.provider.aws.client.Partitions;
import java.util.Set;

/** Domain in which the websites of a region's buckets are. See behaviour.md#s3-website. */
final class WebsiteDomain {

    /** Regions whose domain has a dash where later ones have a dot. */
    private static final Set<String> EARLY = Set.of(
            "ap-northeast-1",
            "ap-southeast-1",
            "ap-southeast-2",
            "eu-west-1",
            "sa-east-1",
            "us-east-1",
            "us-gov-west-1",
            "us-west-1",
            "us-west-2");

    private WebsiteDomain() {}

    static String of(String region) {
        return "s3-website" + (EARLY.contains(region) ? "-" : ".") + region + "."
                + Partitions.of(region).dnsSuffix();
    }
}
