package dev.setpoint.provider.sandbox.s3;

import dev.setpoint.provider.sandbox.call.Part;
import dev.setpoint.provider.sandbox.call.Simulation;
import dev.setpoint.provider.sandbox.s3.bucket.ExpectedOwner;
import dev.setpoint.provider.sandbox.s3.configuration.AccountPublicAccess;
import dev.setpoint.provider.sandbox.s3.configuration.BucketConfigurations;
import dev.setpoint.provider.sandbox.s3.configuration.BucketPolicies;
import dev.setpoint.provider.sandbox.s3.listing.ObjectListing;
import dev.setpoint.provider.sandbox.s3.named.NamedConfigurations;
import dev.setpoint.provider.sandbox.s3.object.ObjectAcls;
import dev.setpoint.provider.sandbox.s3.object.ObjectDeletion;
import dev.setpoint.provider.sandbox.s3.object.ObjectLocks;
import dev.setpoint.provider.sandbox.s3.object.ObjectReads;
import dev.setpoint.provider.sandbox.s3.object.ObjectTags;
import dev.setpoint.provider.sandbox.s3.object.ObjectWrites;
import dev.setpoint.provider.sandbox.s3.upload.UploadCompletion;
import dev.setpoint.provider.sandbox.s3.upload.UploadListing;
import dev.setpoint.provider.sandbox.s3.upload.Uploads;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3control.S3ControlClient;

/** Everything the simulated S3 can do. */
public final class S3Simulation {

    private S3Simulation() {}

    public static Simulation<S3Client> create() {
        return new Simulation<>(
                List.of(
                        new Part<>(BucketOperations.class, BucketOperations::new),
                        new Part<>(BucketListing.class, BucketListing::new),
                        new Part<>(BucketPolicies.class, BucketPolicies::new),
                        new Part<>(ObjectWrites.class, ObjectWrites::new),
                        new Part<>(ObjectReads.class, ObjectReads::new),
                        new Part<>(ObjectLocks.class, ObjectLocks::new),
                        new Part<>(ObjectAcls.class, ObjectAcls::new),
                        new Part<>(ObjectTags.class, ObjectTags::new),
                        new Part<>(ObjectDeletion.class, ObjectDeletion::new),
                        new Part<>(ObjectListing.class, ObjectListing::new),
                        new Part<>(Uploads.class, Uploads::new),
                        new Part<>(UploadCompletion.class, UploadCompletion::new),
                        new Part<>(UploadListing.class, UploadListing::new)),
                Stream.of(BucketConfigurations.operations(), NamedConfigurations.operations())
                        .flatMap(List::stream)
                        .toList(),
                ExpectedOwner::check);
    }

    /** Everything that the simulated S3 Control can do. */
    public static Simulation<S3ControlClient> control() {
        return new Simulation<>(List.of(), AccountPublicAccess.operations());
    }
}
