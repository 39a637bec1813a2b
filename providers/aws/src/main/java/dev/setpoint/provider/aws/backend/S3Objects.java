package dev.setpoint.provider.aws.backend;

import static dev.setpoint.provider.aws.error.Errors.code;

import dev.setpoint.engine.file.LimitedReader;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.state.ObjectStore;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.client.StateCall;
import dev.setpoint.provider.aws.error.Errors;
import java.io.IOException;
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
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
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

    /** More than the segments that any run leaves behind. */
    private static final int MOST_NAMES = 100_000;

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
    public Optional<Stored> read(String name, int most) {
        var request = GetObjectRequest.builder()
                .bucket(settings.bucket())
                .key(key(name))
                .build();
        return Errors.unless(
                code("NoSuchKey"),
                () -> hinting(() -> {
                    var answer = s3().getObject(request, upTo(most));
                    var response = answer.response();
                    if (answer.asByteArrayUnsafe().length > most) {
                        throw tooLarge(key(name), most);
                    }
                    return new Stored(
                            answer.asByteArrayUnsafe(), response.eTag(), response.lastModified(), date(response));
                }));
    }

    /** An object that was deleted in a bucket with versions has a marker of that on top of them. */
    @Override
    public Optional<String> wayBack(String name) {
        try {
            var listed = hinting(() -> s3().listObjectVersions(
                            r -> r.bucket(settings.bucket()).prefix(key(name)).maxKeys(1)));
            var marker = listed.deleteMarkers().stream()
                    .filter(found -> found.key().equals(key(name)))
                    .findFirst();
            if (marker.isPresent()) {
                return Optional.of(
                        "Its versions are still there. Remove the mark of its deletion: `aws s3api delete-object"
                                + " --bucket " + settings.bucket() + " --key '" + key(name) + "' --version-id "
                                + marker.get().versionId() + "`.");
            }
            return listed.versions().stream().anyMatch(found -> found.key().equals(key(name)))
                    ? Optional.of("Its versions are still there: `aws s3api list-object-versions --bucket "
                            + settings.bucket() + " --prefix '" + key(name) + "'` lists them. Copy the latest over it.")
                    : Optional.empty();
        } catch (ProviderException e) {
            // Who may not see versions, or has a bucket without, goes by what else there is.
            return Optional.empty();
        }
    }

    /** Bytes as they come, but no more than one too many. */
    private static ResponseTransformer<GetObjectResponse, ResponseBytes<GetObjectResponse>> upTo(int most) {
        return (response, stream) -> {
            try {
                var bytes = stream.readNBytes(most + 1);
                if (bytes.length > most) {
                    stream.abort();
                }
                return ResponseBytes.fromByteArrayUnsafe(response, bytes);
            } catch (IOException e) {
                throw RetryableException.create("The object cannot be read to its end.", e);
            }
        };
    }

    private static ProviderException tooLarge(String key, int most) {
        return ProviderException.of(
                        ProviderException.Kind.OTHER,
                        "TooLarge",
                        "The object " + key + " is larger than " + LimitedReader.size(most) + ".")
                .hint("Setpoint did not write it: check which service answers at this address.");
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
            var names = listed.contents().stream()
                    .limit(MOST_NAMES + 1L)
                    .map(S3Object::key)
                    .map(key -> key.substring(settings.key().length()))
                    .collect(Collectors.toCollection(TreeSet::new));
            if (names.size() > MOST_NAMES) {
                throw ProviderException.of(
                        ProviderException.Kind.OTHER,
                        "TooMany",
                        "There are more than " + MOST_NAMES + " objects under " + key(prefix) + ".");
            }
            return names;
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
                            "The service that answers for S3 sends no valid Date header, so the time is not known.")
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
