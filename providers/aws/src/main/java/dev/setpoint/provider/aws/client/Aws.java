package dev.setpoint.provider.aws.client;

import dev.setpoint.engine.file.SpecFiles;
import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.wait.Eventually;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.accessanalyzer.AccessAnalyzerClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.macie2.Macie2Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The AWS clients of one configured provider. Each client it returns belongs to one {@link Call}: it keeps the
 * limit of requests in flight, waits out throttling until that call's deadline, stops when the call is
 * cancelled, and throws nothing but {@link dev.setpoint.engine.spi.ProviderException}.
 */
public final class Aws implements AutoCloseable {

    private final Clients clients;
    private final RequestLimit inFlight;
    private final SpecFiles files;
    private final Optional<String> expectedBucketOwner;
    private final AtomicReference<Optional<Caller>> caller = new AtomicReference<>(Optional.empty());

    /**
     * @param inFlight shared by all providers of one factory
     * @param files that the spec may name
     */
    public Aws(Clients clients, RequestLimit inFlight, SpecFiles files) {
        this(clients, inFlight, files, Optional.empty());
    }

    /** @param expectedBucketOwner account that every bucket of a request must belong to; empty for any */
    public Aws(Clients clients, RequestLimit inFlight, SpecFiles files, Optional<String> expectedBucketOwner) {
        this.clients = OwnedBuckets.of(clients, expectedBucketOwner);
        this.expectedBucketOwner = expectedBucketOwner;
        this.inFlight = inFlight;
        this.files = files;
    }

    /** Clients for types that read no files. */
    public Aws(Clients clients, RequestLimit inFlight) {
        this(clients, inFlight, SpecFiles.in(Path.of("")));
    }

    /** The files that the spec may name. */
    public SpecFiles files() {
        return files;
    }

    /** The account that buckets must belong to; empty for any. */
    public Optional<String> expectedBucketOwner() {
        return expectedBucketOwner;
    }

    /** The region the provider works in. */
    public String region() {
        return clients.region();
    }

    /** The region, and the endpoint where it is not AWS's own. */
    public Value.Map location() {
        var location = new LinkedHashMap<String, Value>();
        configuredRegion().ifPresent(region -> location.put("region", Value.of(region)));
        clients.endpoint(ServiceName.of(StsClient.class))
                .or(() -> clients.endpoint(ServiceName.of(S3Client.class)))
                .ifPresent(uri -> location.put("endpoint", Value.of(uri.toString())));
        return new Value.Map(location);
    }

    /** The region and the endpoint of one service, without credentials in the endpoint's URL. */
    public Value.Map location(Class<? extends SdkClient> service) {
        var location = new LinkedHashMap<String, Value>();
        configuredRegion().ifPresent(region -> location.put("region", Value.of(region)));
        clients.endpoint(ServiceName.of(service))
                .ifPresent(uri -> location.put(
                        "endpoint",
                        Value.of(uri.toString().replaceFirst("//[^/]*@", "//").replaceFirst("[?#].*", ""))));
        return new Value.Map(location);
    }

    /** Whoever needs a region where there is none says so. */
    private Optional<String> configuredRegion() {
        try {
            return Optional.of(region());
        } catch (ProviderException e) {
            return Optional.empty();
        }
    }

    public S3Client s3(Call call) {
        return s3(call, region());
    }

    public S3Client s3(Call call, String region) {
        return client(S3Client.class, call, region);
    }

    /** @param lost asked before a change that got no answer is sent again */
    public S3Client s3(Call call, LostResponse lost) {
        var service = ServiceName.of(S3Client.class);
        return RetryingClient.of(
                service.actions(),
                where(service),
                S3Client.class,
                clients.client(S3Client.class, region()),
                inFlight,
                eventually(call),
                lost);
    }

    /** S3 over plain HTTP, to see it refused; empty where requests go somewhere else than to AWS. */
    public Optional<S3Client> plainS3(Call call) {
        return clients.withoutTls(S3Client.class, region())
                .map(plain -> guarded(S3Client.class, call, "AWS's s3, over plain HTTP", plain));
    }

    /** Client for the settings of S3 that belong to the account. */
    public S3ControlClient s3Control(Call call) {
        return client(S3ControlClient.class, call, region());
    }

    public KmsClient kms(Call call) {
        return kms(call, region());
    }

    public KmsClient kms(Call call, String region) {
        return client(KmsClient.class, call, region);
    }

    /** IAM is global; the region decides the partition. */
    public IamClient iam(Call call) {
        return client(IamClient.class, call, region());
    }

    public AccessAnalyzerClient accessAnalyzer(Call call) {
        return client(AccessAnalyzerClient.class, call, region());
    }

    public CloudWatchClient cloudWatch(Call call) {
        return client(CloudWatchClient.class, call, region());
    }

    public ConfigClient config(Call call) {
        return client(ConfigClient.class, call, region());
    }

    public CloudWatchLogsClient logs(Call call) {
        return logs(call, region());
    }

    public CloudWatchLogsClient logs(Call call, String region) {
        return client(CloudWatchLogsClient.class, call, region);
    }

    public Ec2Client ec2(Call call) {
        return client(Ec2Client.class, call, region());
    }

    public Macie2Client macie(Call call) {
        return client(Macie2Client.class, call, region());
    }

    public SnsClient sns(Call call) {
        return sns(call, region());
    }

    public SnsClient sns(Call call, String region) {
        return client(SnsClient.class, call, region);
    }

    public StsClient sts(Call call) {
        return client(StsClient.class, call, region());
    }

    public CloudTrailClient cloudTrail(Call call) {
        return client(CloudTrailClient.class, call, region());
    }

    /** The date and time in the cloud. */
    public Instant now() {
        return clients.pace().now();
    }

    /** The waits of one call. */
    public Eventually eventually(Call call) {
        return new Eventually(clients.pace(), call);
    }

    /** The identity that signs the requests; asked once per provider. */
    public Caller caller(Call call) {
        var known = caller.get();
        if (known.isPresent()) {
            return known.get();
        }
        var asked = Caller.of(sts(call).getCallerIdentity());
        caller.set(Optional.of(asked));
        return asked;
    }

    private <C extends SdkClient> C client(Class<C> type, Call call, String region) {
        return guarded(type, call, where(ServiceName.of(type)), clients.client(type, region));
    }

    private String where(ServiceName service) {
        return clients.endpoint(service).map(URI::toString).orElse("AWS's " + service.actions());
    }

    private <C extends SdkClient> C guarded(Class<C> type, Call call, String where, C client) {
        return RetryingClient.of(ServiceName.of(type).actions(), where, type, client, inFlight, eventually(call));
    }

    @Override
    public void close() {
        clients.close();
    }
}
