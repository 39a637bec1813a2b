package dev.setpoint.provider.sandbox;

import dev.setpoint.provider.sandbox.call.CallLog;
import dev.setpoint.provider.sandbox.call.Faults;
import dev.setpoint.provider.sandbox.call.Gateway;
import dev.setpoint.provider.sandbox.call.Part;
import dev.setpoint.provider.sandbox.call.Settings;
import dev.setpoint.provider.sandbox.call.SimulatedClock;
import dev.setpoint.provider.sandbox.call.Traffic;
import dev.setpoint.provider.sandbox.cloudtrail.CloudTrailParts;
import dev.setpoint.provider.sandbox.iam.IamParts;
import dev.setpoint.provider.sandbox.kms.KmsParts;
import dev.setpoint.provider.sandbox.s3.S3Parts;
import dev.setpoint.provider.sandbox.store.Cloud;
import dev.setpoint.provider.sandbox.sts.CallerIdentity;
import dev.setpoint.provider.sandbox.world.Service;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * One simulated AWS account, kept in a folder. Its clients are the SDK's own interfaces: whoever holds one
 * cannot tell it from a real one. Use it from any number of threads, and several sandboxes on one folder
 * from any number of processes.
 *
 * <p>A bucket name that starts with {@code taken-} belongs to somebody else.
 */
public final class Sandbox {

    private final Cloud cloud;
    private final Traffic traffic;
    private final Map<String, Object> clients = new ConcurrentHashMap<>();

    private Sandbox(Cloud cloud, Traffic traffic) {
        this.cloud = cloud;
        this.traffic = traffic;
    }

    /** Opens the account in the folder, which is made when it is not there, with the default settings. */
    public static Sandbox open(Path folder) {
        return open(folder, Settings.DEFAULT);
    }

    /**
     * Opens the account in the folder, which is made when it is not there.
     *
     * @throws dev.setpoint.provider.sandbox.store.SandboxFileException when what is there cannot be used
     */
    public static Sandbox open(Path folder, Settings settings) {
        var cloud = Cloud.open(folder, settings.visibility());
        var clock = new SimulatedClock();
        clock.notBefore(cloud.latest());
        return new Sandbox(cloud, new Traffic(clock, settings));
    }

    public KmsClient kms(String region) {
        return client(KmsClient.class, Service.KMS, region, KmsParts::all);
    }

    public S3Client s3(String region) {
        return client(S3Client.class, Service.S3, region, S3Parts::all);
    }

    /** IAM is global: the region decides the partition only. */
    public IamClient iam(String region) {
        return client(IamClient.class, Service.IAM, region, IamParts::all);
    }

    public StsClient sts(String region) {
        return client(StsClient.class, Service.STS, region, () -> List.of(CallerIdentity.PART));
    }

    public CloudTrailClient cloudTrail(String region) {
        return client(CloudTrailClient.class, Service.CLOUDTRAIL, region, CloudTrailParts::all);
    }

    public SimulatedClock clock() {
        return traffic.clock();
    }

    public CallLog log() {
        return traffic.log();
    }

    /** The settings in force. */
    public Settings settings() {
        return traffic.settings();
    }

    /** Exchanges what goes wrong, from the next call on. */
    public void faults(Faults faults) {
        traffic.faults(faults);
    }

    private <C> C client(Class<C> type, Service service, String region, Supplier<List<Part<C>>> parts) {
        return type.cast(clients.computeIfAbsent(
                service + " " + region, _ -> Gateway.client(type, service, region, traffic, cloud, parts.get())));
    }
}
