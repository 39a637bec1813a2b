package dev.setpoint.provider.sandbox;

import dev.setpoint.provider.sandbox.accessanalyzer.AccessAnalyzerSimulation;
import dev.setpoint.provider.sandbox.call.CallLog;
import dev.setpoint.provider.sandbox.call.Faults;
import dev.setpoint.provider.sandbox.call.Gateway;
import dev.setpoint.provider.sandbox.call.Settings;
import dev.setpoint.provider.sandbox.call.SimulatedClock;
import dev.setpoint.provider.sandbox.call.Simulation;
import dev.setpoint.provider.sandbox.call.Traffic;
import dev.setpoint.provider.sandbox.cloudtrail.CloudTrailSimulation;
import dev.setpoint.provider.sandbox.cloudwatch.CloudWatchSimulation;
import dev.setpoint.provider.sandbox.config.ConfigSimulation;
import dev.setpoint.provider.sandbox.ec2.Ec2Simulation;
import dev.setpoint.provider.sandbox.iam.IamSimulation;
import dev.setpoint.provider.sandbox.kms.KmsSimulation;
import dev.setpoint.provider.sandbox.logs.LogsSimulation;
import dev.setpoint.provider.sandbox.macie.Sessions;
import dev.setpoint.provider.sandbox.s3.S3Simulation;
import dev.setpoint.provider.sandbox.sns.SnsSimulation;
import dev.setpoint.provider.sandbox.store.Cloud;
import dev.setpoint.provider.sandbox.sts.CallerIdentity;
import dev.setpoint.provider.sandbox.world.Service;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkClient;

/**
 * One simulated AWS account, kept in a folder. Its clients have the SDK's own interfaces, so that code cannot tell
 * them from real ones. Use it from any number of threads, and several sandboxes on one folder from any number of
 * processes.
 *
 * <p>A bucket name that starts with {@code taken-} belongs to another account.
 */
public final class Sandbox {

    private final Cloud cloud;
    private final Traffic traffic;
    private final Map<String, Object> clients = new ConcurrentHashMap<>();

    private Sandbox(Cloud cloud, Traffic traffic) {
        this.cloud = cloud;
        this.traffic = traffic;
    }

    /** Opens the account in the folder with the default settings, and creates the folder if necessary. */
    public static Sandbox open(Path folder) {
        return open(folder, Settings.DEFAULT);
    }

    /**
     * Opens the account in the folder, and creates the folder if necessary.
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
     * Returns the client of a service's endpoint in a region. IAM is global: its region decides only the partition.
     *
     * @param type the SDK's interface of the service
     */
    public <C extends SdkClient> C client(Class<C> type, String region) {
        var service = Service.of(type);
        return type.cast(clients.computeIfAbsent(
                service + " " + region,
                _ -> Gateway.client(type, service, region, traffic, cloud, simulation(service), true)));
    }

    /** Returns a client that speaks plain HTTP, which bucket policies may refuse. */
    public <C extends SdkClient> C plainClient(Class<C> type, String region) {
        var service = Service.of(type);
        return type.cast(clients.computeIfAbsent(
                service + " " + region + " http",
                _ -> Gateway.client(type, service, region, traffic, cloud, simulation(service), false)));
    }

    /** A service's simulation is of its own client interface, which the compiler cannot see. */
    @SuppressWarnings("unchecked")
    private static <C extends SdkClient> Simulation<C> simulation(Service service) {
        Simulation<?> simulation = switch (service) {
            case ACCESS_ANALYZER -> AccessAnalyzerSimulation.create();
            case CLOUDTRAIL -> CloudTrailSimulation.create();
            case CLOUDWATCH -> CloudWatchSimulation.create();
            case EC2 -> Ec2Simulation.create();
            case CONFIG -> ConfigSimulation.create();
            case IAM -> IamSimulation.create();
            case KMS -> KmsSimulation.create();
            case LOGS -> LogsSimulation.create();
            case MACIE -> new Simulation<>(List.of(Sessions.PART));
            case S3 -> S3Simulation.create();
            case S3_CONTROL -> S3Simulation.control();
            case SNS -> SnsSimulation.create();
            case STS -> new Simulation<>(List.of(CallerIdentity.PART));
        };
        return (Simulation<C>) simulation;
    }

    /** Returns the methods of a service's client that the sandbox simulates. */
    public static SortedSet<String> methods(Service service) {
        return simulation(service).methods();
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

    /** Replaces the faults, from the next call on. */
    public void faults(Faults faults) {
        traffic.faults(faults);
    }
}
