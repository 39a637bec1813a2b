package dev.setpoint.provider.aws.client;

import software.amazon.awssdk.regions.GeneratedPartitionMetadataProvider;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/** The partitions of AWS: its regions of the public, of China, of the US government. */
public final class Partitions {

    /** {@link PartitionMetadata#of} would load what the SDK knows of every service and region too, 400 classes. */
    private static final GeneratedPartitionMetadataProvider KNOWN = new GeneratedPartitionMetadataProvider();

    private Partitions() {}

    /** The one that a region lies in. */
    public static PartitionMetadata of(String region) {
        return KNOWN.partitionMetadata(Region.of(region));
    }
}
