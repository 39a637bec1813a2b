package dev.setpoint.provider.aws.backend;

import static dev.setpoint.provider.aws.call.Errors.code;

import dev.setpoint.engine.spi.ObjectStore;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.call.Aws;
import dev.setpoint.provider.aws.call.Errors;
import dev.setpoint.provider.aws.call.StateCall;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * Objects of one bucket whose keys begin alike. Conditions are S3's own: {@code If-None-Match: *} and
 * {@code If-Match}, on writes since 2024 and on deletions since 2025.
 */
public final class S3Objects implements ObjectStore {

    /** The most that one DeleteObjects takes. */
    private static final int PAGE = 1000;

    private final Aws aws;
    private final S3Settings settings;
    private final BackendHints hints;

    public S3Objects(Aws aws, S3Settings settings) {
        this.aws = aws;
        this.settings = settings;
        this.hints = new BackendHints(settings);
    }

    @Override
    public String place() {
        return "s3://" + settings.bucket() + "/" + settings.key();
    }

    @Override
    public Value.Map location() {
        return Value.Map.EMPTY
                .with("bucket", Value.of(settings.bucket()))
                .with("key", Value.of(settings.key()))
                .plus(aws.location(S3Client.class));
    }

    @Override
    public Optional<Stored> read(String name) {
        var request = GetObjectRequest.builder()
                .bucket(settings.bucket())
                .key(key(name))
                .build();
        return Errors.unless(
                code("NoSuchKey"),
                () -> hinting(() -> {
                    var answer = s3().getObject(request, ResponseTransformer.toBytes());
                    var response = answer.response();
                    return new Stored(
                            answer.asByteArrayUnsafe(), response.eTag(), response.lastModified(), date(response));
                }));
    }

    @Override
    public Optional<Written> create(String name, byte[] content) {
        return put(name, content, request -> request.ifNoneMatch("*"));
    }

    @Override
    public Optional<Written> replace(String name, byte[] content, String version) {
        return put(name, content, request -> request.ifMatch(version));
    }

    private Optional<Written> put(String name, byte[] content, Consumer<PutObjectRequest.Builder> condition) {
        var request = PutObjectRequest.builder().bucket(settings.bucket()).key(key(name));
        settings.kmsKey()
                .ifPresent(key -> request.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                        .ssekmsKeyId(key)
                        .bucketKeyEnabled(true));
        condition.accept(request);
        return Errors.unless(
                code("PreconditionFailed", "NoSuchKey"),
                () -> hinting(() -> {
                    var response = s3().putObject(request.build(), RequestBody.fromBytes(content));
                    return new Written(response.eTag(), date(response));
                }));
    }

    @Override
    public void remove(String name, String version) {
        var request = DeleteObjectRequest.builder()
                .bucket(settings.bucket())
                .key(key(name))
                .ifMatch(version)
                .build();
        Errors.ignoring(code("PreconditionFailed", "NoSuchKey"), () -> hinting(() -> s3().deleteObject(request)));
    }

    @Override
    public void remove(Collection<String> names) {
        var objects = names.stream()
                .map(name -> ObjectIdentifier.builder().key(key(name)).build())
                .toList();
        for (var start = 0; start < objects.size(); start += PAGE) {
            var page = objects.subList(start, Math.min(start + PAGE, objects.size()));
            var errors = hinting(() -> s3().deleteObjects(r -> r.bucket(settings.bucket())
                            .delete(d -> d.objects(page).quiet(true)))
                    .errors());
            if (!errors.isEmpty()) {
                var first = errors.getFirst();
                throw ProviderException.of(
                                ProviderException.Kind.OTHER,
                                first.code(),
                                "S3 refused to delete " + first.key() + " (" + first.code() + "): " + first.message())
                        .during("s3:DeleteObjects")
                        .needing("s3:DeleteObject");
            }
        }
    }

    @Override
    public SortedSet<String> names(String prefix) {
        return hinting(() -> {
            var listed =
                    s3().listObjectsV2Paginator(r -> r.bucket(settings.bucket()).prefix(key(prefix)));
            return listed.contents().stream()
                    .map(S3Object::key)
                    .map(key -> key.substring(settings.key().length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        });
    }

    @Override
    public List<Concern> concerns() {
        var concerns = new ArrayList<Concern>();
        try {
            var versioning = hinting(() -> s3().getBucketVersioning(r -> r.bucket(settings.bucket())));
            if (versioning.status() != BucketVersioningStatus.ENABLED) {
                concerns.add(new Concern(
                        "The bucket `" + settings.bucket()
                                + "` keeps no versions, so that a state that is deleted or overwritten by mistake"
                                + " cannot be brought back.",
                        "Switch versioning on: `aws s3api put-bucket-versioning --bucket " + settings.bucket()
                                + " --versioning-configuration Status=Enabled`."));
            }
        } catch (ProviderException e) {
            if (e.kind() != ProviderException.Kind.ACCESS_DENIED) {
                throw e;
            }
            concerns.add(new Concern(
                    "Whether the bucket `" + settings.bucket() + "` keeps versions cannot be seen: " + e.text(),
                    "Allow s3:GetBucketVersioning on the bucket."));
        }
        return concerns;
    }

    @Override
    public void close() {
        aws.close();
    }

    private String key(String name) {
        return settings.key() + name;
    }

    private S3Client s3() {
        return aws.s3(StateCall.now());
    }

    /** The time by S3's clock. Every answer of HTTP has a Date, of RFC 1123. */
    private static Instant date(SdkResponse response) {
        var header = Optional.ofNullable(response.sdkHttpResponse())
                .flatMap(http -> http.firstMatchingHeader("Date"))
                .orElse("nothing");
        try {
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(header, Instant::from);
        } catch (DateTimeException e) {
            throw ProviderException.of(
                            ProviderException.Kind.OTHER,
                            "NoDate",
                            "What answers for S3 does not tell the time: its Date header holds " + header + ".")
                    .causedBy(e);
        }
    }

    private <T> T hinting(Supplier<T> work) {
        try {
            return work.get();
        } catch (ProviderException e) {
            throw hints.to(e);
        }
    }
}
