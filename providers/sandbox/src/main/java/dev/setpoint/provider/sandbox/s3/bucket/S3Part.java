package dev.setpoint.provider.sandbox.s3.bucket;

import dev.setpoint.provider.sandbox.world.World;
import software.amazon.awssdk.services.s3.S3Client;

/** Operations of S3 that a class implements. */
public abstract class S3Part implements S3Client {

    protected final World world;
    protected final S3Buckets buckets;

    protected S3Part(World world) {
        this.world = world;
        this.buckets = new S3Buckets(world);
    }

    @Override
    public final String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public final void close() {}
}
