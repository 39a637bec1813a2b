package dev.setpoint.provider.sandbox.s3;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.call.SdkShapes;
import dev.setpoint.provider.sandbox.world.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.DeleteBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.DeletePublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.DeletePublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.OwnershipControls;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockResponse;

/** Public access block and object ownership. See behaviour.md#s3-public-access-block, behaviour.md#s3-ownership. */
final class AccessSettings extends S3Part {

    static final String PUBLIC_ACCESS = "publicAccessBlock";
    static final String OWNERSHIP = "ownership";

    private static final Set<String> OWNERSHIPS = Set.of("BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter");

    AccessSettings(World world) {
        super(world);
    }

    @Override
    public GetPublicAccessBlockResponse getPublicAccessBlock(GetPublicAccessBlockRequest request) {
        bucket(request.bucket());
        var block = configuration(request.bucket(), PUBLIC_ACCESS)
                .orElseThrow(() -> notConfigured(
                        "NoSuchPublicAccessBlockConfiguration", "The public access block configuration was not found"));
        return GetPublicAccessBlockResponse.builder()
                .publicAccessBlockConfiguration(SdkShapes.PLAIN.build(PublicAccessBlockConfiguration.builder(), block))
                .build();
    }

    @Override
    public PutPublicAccessBlockResponse putPublicAccessBlock(PutPublicAccessBlockRequest request) {
        bucket(request.bucket());
        var block =
                Optional.ofNullable(request.publicAccessBlockConfiguration()).orElseThrow(S3Part::malformedXml);
        // A boolean that is left out counts as false, and is handed out so.
        configure(
                request.bucket(),
                PUBLIC_ACCESS,
                Value.Map.EMPTY
                        .with("blockPublicAcls", Value.of(Boolean.TRUE.equals(block.blockPublicAcls())))
                        .with("ignorePublicAcls", Value.of(Boolean.TRUE.equals(block.ignorePublicAcls())))
                        .with("blockPublicPolicy", Value.of(Boolean.TRUE.equals(block.blockPublicPolicy())))
                        .with("restrictPublicBuckets", Value.of(Boolean.TRUE.equals(block.restrictPublicBuckets()))));
        return PutPublicAccessBlockResponse.builder().build();
    }

    @Override
    public DeletePublicAccessBlockResponse deletePublicAccessBlock(DeletePublicAccessBlockRequest request) {
        bucket(request.bucket());
        unconfigure(request.bucket(), PUBLIC_ACCESS);
        return DeletePublicAccessBlockResponse.builder().build();
    }

    static Value.Map ownership(String setting) {
        if (!OWNERSHIPS.contains(setting)) {
            throw malformedXml();
        }
        return Value.Map.EMPTY.with(
                "rules", Value.of(List.of(Value.Map.EMPTY.with("objectOwnership", Value.of(setting)))));
    }

    @Override
    public GetBucketOwnershipControlsResponse getBucketOwnershipControls(GetBucketOwnershipControlsRequest request) {
        bucket(request.bucket());
        var controls = configuration(request.bucket(), OWNERSHIP)
                .orElseThrow(() -> notConfigured(
                        "OwnershipControlsNotFoundError", "The bucket ownership controls were not found"));
        return GetBucketOwnershipControlsResponse.builder()
                .ownershipControls(SdkShapes.PLAIN.build(OwnershipControls.builder(), controls))
                .build();
    }

    @Override
    public PutBucketOwnershipControlsResponse putBucketOwnershipControls(PutBucketOwnershipControlsRequest request) {
        bucket(request.bucket());
        var rules = request.ownershipControls().rules();
        if (rules.size() != 1) {
            throw malformedXml();
        }
        configure(request.bucket(), OWNERSHIP, ownership(rules.getFirst().objectOwnershipAsString()));
        return PutBucketOwnershipControlsResponse.builder().build();
    }

    @Override
    public DeleteBucketOwnershipControlsResponse deleteBucketOwnershipControls(
            DeleteBucketOwnershipControlsRequest request) {
        bucket(request.bucket());
        unconfigure(request.bucket(), OWNERSHIP);
        return DeleteBucketOwnershipControlsResponse.builder().build();
    }
}
