package dev.setpoint.provider.sandbox;

import dev.setpoint.provider.sandbox.accessanalyzer.Analyzers;
import dev.setpoint.provider.sandbox.call.CallLog;
import dev.setpoint.provider.sandbox.call.Faults;
import dev.setpoint.provider.sandbox.call.Gateway;
import dev.setpoint.provider.sandbox.call.Part;
import dev.setpoint.provider.sandbox.call.Settings;
import dev.setpoint.provider.sandbox.call.SimulatedClock;
import dev.setpoint.provider.sandbox.call.Traffic;
import dev.setpoint.provider.sandbox.cloudtrail.CloudTrailParts;
import dev.setpoint.provider.sandbox.cloudwatch.CloudWatchParts;
import dev.setpoint.provider.sandbox.config.ConfigParts;
import dev.setpoint.provider.sandbox.ec2.Ec2Parts;
import dev.setpoint.provider.sandbox.iam.IamParts;
import dev.setpoint.provider.sandbox.kms.KmsParts;
import dev.setpoint.provider.sandbox.logs.LogsParts;
import dev.setpoint.provider.sandbox.macie.Sessions;
import dev.setpoint.provider.sandbox.s3.AccountAccess;
import dev.setpoint.provider.sandbox.s3.S3Parts;
import dev.setpoint.provider.sandbox.sns.SnsParts;
import dev.setpoint.provider.sandbox.store.Cloud;
import dev.setpoint.provider.sandbox.sts.CallerIdentity;
import dev.setpoint.provider.sandbox.world.Service;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkClient;

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
        var clock = new SimulatedClock(settings.wall());
        clock.notBefore(cloud.latest());
        return new Sandbox(cloud, new Traffic(clock, settings));
    }

    /**
     * The client of a service's endpoint in a region. IAM is global: there the region decides the partition only.
     *
     * @param type the SDK's interface of the service
     */
    public <C extends SdkClient> C client(Class<C> type, String region) {
        var service = Service.of(type);
        return type.cast(clients.computeIfAbsent(
                service + " " + region,
                _ -> Gateway.client(type, service, region, traffic, cloud, parts(service), true)));
    }

    /** The same, speaking plain HTTP: bucket policies may refuse that. */
    public <C extends SdkClient> C plainClient(Class<C> type, String region) {
        var service = Service.of(type);
        return type.cast(clients.computeIfAbsent(
                service + " " + region + " http",
                _ -> Gateway.client(type, service, region, traffic, cloud, parts(service), false)));
    }

    /** Each service's parts are of its own client interface, which the compiler cannot see. */
    @SuppressWarnings("unchecked")
    private static <C extends SdkClient> List<Part<C>> parts(Service service) {
        List<? extends Part<?>> parts = switch (service) {
            case ACCESS_ANALYZER -> List.of(Analyzers.PART);
            case CLOUDTRAIL -> CloudTrailParts.all();
            case CLOUDWATCH -> CloudWatchParts.all();
            case EC2 -> Ec2Parts.all();
            case CONFIG -> ConfigParts.all();
            case IAM -> IamParts.all();
            case KMS -> KmsParts.all();
            case LOGS -> LogsParts.all();
            case MACIE -> List.of(Sessions.PART);
            case S3 -> S3Parts.all();
            case S3_CONTROL -> List.of(AccountAccess.PART);
            case SNS -> SnsParts.all();
            case STS -> List.of(CallerIdentity.PART);
        };
        return (List<Part<C>>) parts;
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
}
