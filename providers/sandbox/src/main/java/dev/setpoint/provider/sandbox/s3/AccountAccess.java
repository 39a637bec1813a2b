package dev.setpoint.provider.sandbox.s3;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.call.SdkShapes;
import dev.setpoint.provider.sandbox.call.Part;
import dev.setpoint.provider.sandbox.world.Service;
import dev.setpoint.provider.sandbox.world.World;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.s3control.model.DeletePublicAccessBlockRequest;
import software.amazon.awssdk.services.s3control.model.DeletePublicAccessBlockResponse;
import software.amazon.awssdk.services.s3control.model.GetPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3control.model.GetPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3control.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3control.model.PutPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3control.model.PutPublicAccessBlockResponse;

/** The public access block of the account, one for all regions. See behaviour.md#s3-account-public-access-block. */
public final class AccountAccess implements S3ControlClient {

    public static final Part<S3ControlClient> PART = new Part<>(AccountAccess.class, AccountAccess::new);

    private static final String BLOCK = "s3:account:publicAccessBlock";

    private final World world;

    private AccountAccess(World world) {
        this.world = world;
    }

    /** Whether no policy of a bucket may make it public. */
    static boolean blocksPublicPolicies(World world) {
        return world.known(BLOCK)
                .flatMap(block -> block.bool("blockPublicPolicy"))
                .orElse(false);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}

    private void requireOwn(String account) {
        if (!world.account().id().equals(account)) {
            throw refusal("AccessDenied", 403, "Access Denied");
        }
    }

    private static AwsServiceException refusal(String code, int status, String message) {
        return Service.S3_CONTROL.refusal(code, status, message);
    }

    @Override
    public GetPublicAccessBlockResponse getPublicAccessBlock(GetPublicAccessBlockRequest request) {
        requireOwn(request.accountId());
        var block = world.known(BLOCK)
                .orElseThrow(() -> refusal(
                        "NoSuchPublicAccessBlockConfiguration",
                        404,
                        "The public access block configuration was not found"));
        return GetPublicAccessBlockResponse.builder()
                .publicAccessBlockConfiguration(SdkShapes.PLAIN.build(PublicAccessBlockConfiguration.builder(), block))
                .build();
    }

    @Override
    public PutPublicAccessBlockResponse putPublicAccessBlock(PutPublicAccessBlockRequest request) {
        requireOwn(request.accountId());
        var wanted = Optional.ofNullable(request.publicAccessBlockConfiguration())
                .map(SdkShapes.PLAIN::toValue)
                .filter(block -> !block.equals(Value.Map.EMPTY))
                .orElseThrow(() -> refusal("InvalidRequest", 400, "Must specify at least one configuration."));
        var off = Value.Map.EMPTY
                .with("blockPublicAcls", Value.of(false))
                .with("ignorePublicAcls", Value.of(false))
                .with("blockPublicPolicy", Value.of(false))
                .with("restrictPublicBuckets", Value.of(false));
        world.documents().put(BLOCK, off.plus(wanted));
        return PutPublicAccessBlockResponse.builder().build();
    }

    @Override
    public DeletePublicAccessBlockResponse deletePublicAccessBlock(DeletePublicAccessBlockRequest request) {
        requireOwn(request.accountId());
        world.documents().remove(BLOCK);
        return DeletePublicAccessBlockResponse.builder().build();
    }
}
