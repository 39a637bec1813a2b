package dev.setpoint.provider.sandbox.world;

import dev.setpoint.engine.value.Value;
import java.util.Optional;

/** Buckets as other services see them. Names are unique in a partition. */
public final class Buckets {

    private final World world;

    Buckets(World world) {
        this.world = world;
    }

    public static String key(String bucket) {
        return "s3:bucket:" + bucket;
    }

    /** Returns the key of the document of a bucket configuration: {@code policy}, {@code versioning} … */
    public static String key(String bucket, String configuration) {
        return "s3:config:" + bucket + ":" + configuration;
    }

    public Optional<Value.Map> find(String bucket) {
        return world.known(key(bucket));
    }

    public Optional<String> region(String bucket) {
        return find(bucket).flatMap(document -> document.string("region"));
    }

    public Optional<Value.Map> configuration(String bucket, String name) {
        return world.documents().get(key(bucket, name));
    }

    /** Returns the text of the bucket policy. */
    public Optional<String> policy(String bucket) {
        return configuration(bucket, "policy").flatMap(document -> document.string("text"));
    }
}
