package dev.setpoint.provider.aws.call;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The service clients of one configured provider: the SDK's own, or simulated ones. Each is made when
 * first asked for and kept. Resource types never use them directly but through {@link Aws}, which
 * guards every request.
 */
public interface Clients extends AutoCloseable {

    /**
     * The region the provider works in.
     *
     * @throws dev.setpoint.engine.spi.ProviderException when none is configured anywhere
     */
    String region();

    Pace pace();

    /** Where requests to a service go instead of to AWS; empty when they go to AWS. */
    default Optional<URI> endpoint(String service) {
        return Optional.empty();
    }

    S3Client s3(String region);

    KmsClient kms(String region);

    IamClient iam();

    StsClient sts();

    CloudTrailClient cloudTrail();

    @Override
    void close();
}
