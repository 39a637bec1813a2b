package dev.setpoint.provider.sandbox;

import dev.setpoint.provider.aws.call.Clients;
import dev.setpoint.provider.aws.call.Pace;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/** A sandbox's clients for one configured provider. */
final class SandboxClients implements Clients {

    private final Sandbox sandbox;
    private final String region;

    SandboxClients(Sandbox sandbox, String region) {
        this.sandbox = sandbox;
        this.region = region;
    }

    @Override
    public String region() {
        return region;
    }

    @Override
    public Pace pace() {
        return new SimulatedPace(sandbox);
    }

    @Override
    public S3Client s3(String region) {
        return sandbox.s3(region);
    }

    @Override
    public KmsClient kms(String region) {
        return sandbox.kms(region);
    }

    @Override
    public IamClient iam() {
        return sandbox.iam(region);
    }

    @Override
    public StsClient sts() {
        return sandbox.sts(region);
    }

    @Override
    public CloudTrailClient cloudTrail() {
        return sandbox.cloudTrail(region);
    }

    /** The sandbox outlives the providers that share it, and holds nothing open. */
    @Override
    public void close() {}
}
