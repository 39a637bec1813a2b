package dev.setpoint.provider.aws.s3.object;

import static dev.setpoint.provider.aws.error.Errors.code;
import static dev.setpoint.provider.aws.shape.Properties.text;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.client.Partitions;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.shape.Tags;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.http.HttpStatusCode;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.Tag;

/** An object. See behaviour.md#s3-object. */
public final class S3Object implements ResourceType {

    private static final int PRECONDITION_FAILED = 412;
    private static final String TAGS = "tags";
    /** Properties that change without a new version. */
    private static final Set<String> IN_PLACE =
            Set.of(TAGS, VersionLock.RETENTION, VersionLock.HOLD, ObjectLockPreflight.BYPASS);

    /** End of the ETag of an object in parts. */
    private static final Pattern PARTS = Pattern.compile("-[0-9]+(?=\"?$)");

    private final Aws aws;

    public S3Object(Aws aws) {
        this.aws = aws;
    }

    /** Bucket and key of an object. */
    record Place(String bucket, String key) {

        static Place of(Value.Map properties) {
            return new Place(text(properties, "bucket"), text(properties, "key"));
        }

        /** A bucket's name has no slash. */
        static Place of(Identity id) {
            var slash = id.value().indexOf('/');
            return slash < 0
                    ? new Place(id.value(), "")
                    : new Place(id.value().substring(0, slash), id.value().substring(slash + 1));
        }

        Identity identity() {
            return new Identity(bucket + "/" + key);
        }
    }

    /** Adds the content's checksum and type. */
    @Override
    public Value.Map completed(Value.Map desired) {
        return ObjectContent.complete(desired, aws.files());
    }

    @Override
    public Value.Map create(Value.Map desired, Call call) {
        var place = Place.of(desired);
        try {
            upload(place, desired, Value.Map.EMPTY, true, call);
        } catch (ProviderException e) {
            throw Errors.status(e) == PRECONDITION_FAILED ? taken(place).causedBy(e) : e;
        }
        call.identified(place.identity());
        return current(place, desired, call);
    }

    private static ProviderException taken(Place place) {
        return ProviderException.of(
                        Kind.NAME_TAKEN,
                        "ObjectExists",
                        "The object %s is in %s already, and this stack did not put it there."
                                .formatted(place.key(), place.bucket()))
                .about("key")
                .hint("To manage it here, write `import: %s` in its block; otherwise choose another key."
                        .formatted(place.identity()));
    }

    /** @param more members of the request for settings that no property has */
    private void upload(Place place, Value.Map desired, Value.Map more, boolean onlyNew, Call call) {
        var content = ObjectContent.of(desired, aws.files())
                .orElseThrow(() -> new IllegalArgumentException("An object without content: " + place));
        var digest = content.checked(desired);
        var lost = new LostUpload(
                aws.s3(call),
                place.bucket(),
                place.key(),
                desired.with("checksum", Value.of(digest.checksum())),
                onlyNew ? Optional.of(taken(place)) : Optional.empty());
        new ObjectUpload(aws.s3(call, lost), place.bucket(), place.key(), onlyNew, more, call)
                .put(content, digest, desired);
    }

    private Value.Map current(Place place, Value.Map desired, Call call) {
        return read(place.identity(), PropertySet.of(desired), call)
                .orElseThrow(() -> ProviderException.of(
                        Kind.OTHER, "Gone", "Somebody has deleted " + place.key() + " since it was uploaded."));
    }

    @Override
    public Optional<Value.Map> read(Identity id, PropertySet wanted, Call call) {
        var place = Place.of(id);
        var s3 = aws.s3(call);
        return head(s3, place).map(head -> {
            var live = new LinkedHashMap<>(properties(head));
            live.put("bucket", Value.of(place.bucket()));
            live.put("key", Value.of(place.key()));
            if (wanted.contains(TAGS)) {
                live.put(TAGS, Tags.toValue(tags(s3, place)));
            }
            live.put("arn", Value.of("arn:" + Partitions.of(aws.region()).id() + ":s3:::" + place.identity()));
            live.put("etag", Value.of(head.eTag()));
            live.put("versionId", Value.of(Optional.ofNullable(head.versionId()).orElse("null")));
            return new Value.Map(live);
        });
    }

    /** The answer to a HEAD request has no body, and so no code. */
    private static boolean isAbsent(ProviderException e) {
        return Errors.status(e) == HttpStatusCode.NOT_FOUND;
    }

    private static Optional<HeadObjectResponse> head(S3Client s3, Place place) {
        return Errors.unless(
                S3Object::isAbsent,
                () -> s3.headObject(
                        r -> r.bucket(place.bucket()).key(place.key()).checksumMode(ChecksumMode.ENABLED)));
    }

    /** Properties of an object from the answer to a HEAD request, in the schema's words. */
    static Map<String, Value> properties(HeadObjectResponse head) {
        var live = new LinkedHashMap<String, Value>();
        Stream.of(
                        Map.entry("checksum", checksum(head)),
                        Map.entry("contentType", Optional.ofNullable(head.contentType())),
                        Map.entry("cacheControl", Optional.ofNullable(head.cacheControl())),
                        Map.entry("contentDisposition", Optional.ofNullable(head.contentDisposition())),
                        Map.entry("contentEncoding", Optional.ofNullable(head.contentEncoding())),
                        Map.entry("contentLanguage", Optional.ofNullable(head.contentLanguage())))
                .forEach(entry -> entry.getValue().ifPresent(text -> live.put(entry.getKey(), Value.of(text))));
        live.put("metadata", Tags.toValue(head.metadata()));
        // STANDARD is the one that is not said.
        live.put(
                "storageClass",
                Value.of(Optional.ofNullable(head.storageClassAsString()).orElse("STANDARD")));
        Optional.ofNullable(head.serverSideEncryptionAsString()).ifPresent(algorithm -> {
            var encryption = new LinkedHashMap<String, Value>();
            encryption.put("algorithm", Value.of(algorithm));
            Optional.ofNullable(head.ssekmsKeyId()).ifPresent(key -> encryption.put("kmsKey", Value.of(key)));
            if (algorithm.startsWith("aws:kms")) {
                encryption.put("bucketKey", Value.of(Boolean.TRUE.equals(head.bucketKeyEnabled())));
            }
            live.put("encryption", new Value.Map(encryption));
        });
        live.putAll(VersionLock.of(head).properties());
        return live;
    }

    /** Checksum; of an object in parts with their number: where the checksum lacks it, the ETag has it. */
    private static Optional<String> checksum(HeadObjectResponse head) {
        var parts = PARTS.matcher(Optional.ofNullable(head.eTag()).orElse(""));
        return Optional.ofNullable(head.checksumSHA256())
                .map(text -> text.contains("-") || !parts.find() ? text : text + parts.group());
    }

    private static Map<String, String> tags(S3Client s3, Place place) {
        var set = s3.getObjectTagging(r -> r.bucket(place.bucket()).key(place.key()))
                .tagSet();
        return Tags.fromSdk(set);
    }

    /** Tags and locks are changed in place; anything else is a new version, which gets them from its upload. */
    @Override
    public Value.Map update(Identity id, Update update, Call call) {
        var place = Place.of(id);
        if (makesVersion(update.changed()) || update.removed().contains(TAGS) || makesVersion(update.removed())) {
            if (update.changed().contains(VersionLock.HOLD)
                    && !VersionLock.of(update.desired()).held()) {
                // Otherwise the version before would stay under the hold, where no spec reaches it.
                hold(place, false, aws.s3(call));
            }
            replace(place, update, call);
        } else {
            changeInPlace(place, update, aws.s3(call));
        }
        return current(place, update.desired(), call);
    }

    /** Uploads a new version, which keeps what the spec does not mention. */
    private void replace(Place place, Update update, Call call) {
        var s3 = aws.s3(call);
        var head = head(s3, place);
        if (head.isEmpty()) {
            upload(place, update.desired(), Value.Map.EMPTY, false, call);
            return;
        }
        var carried = new CarriedSettings(s3, place.bucket(), place.key(), aws.now(), call);
        upload(place, carried.properties(head.get(), update), carried.members(head.get()), false, call);
    }

    /** True when a change of one of these properties is an upload. */
    static boolean makesVersion(Set<String> properties) {
        return !IN_PLACE.containsAll(properties);
    }

    private static void changeInPlace(Place place, Update update, S3Client s3) {
        var lock = VersionLock.of(update.desired());
        if (update.changed().contains(TAGS)) {
            var tags = Tags.wanted(update.desired());
            s3.putObjectTagging(r ->
                    r.bucket(place.bucket()).key(place.key()).tagging(t -> t.tagSet(Tags.toSdk(tags, Tag::builder))));
        }
        if (update.changed().contains(VersionLock.RETENTION) && lock.retention().isPresent()) {
            var retention = lock.retention().get();
            s3.putObjectRetention(request -> {
                request.bucket(place.bucket())
                        .key(place.key())
                        .retention(r -> r.mode(retention.mode()).retainUntilDate(retention.until()));
                if (update.desired().bool(ObjectLockPreflight.BYPASS).orElse(false)) {
                    request.bypassGovernanceRetention(true);
                }
            });
        }
        if (update.changed().contains(VersionLock.HOLD)) {
            hold(place, lock.held(), s3);
        }
    }

    private static void hold(Place place, boolean held, S3Client s3) {
        s3.putObjectLegalHold(
                r -> r.bucket(place.bucket()).key(place.key()).legalHold(h -> h.status(held ? "ON" : "OFF")));
    }

    /** Deletes every version, and the parts of uploads that never ended. */
    @Override
    public void delete(Identity id, Value.Map last, Call call) {
        var place = Place.of(id);
        var s3 = aws.s3(call);
        Errors.ignoring(code("NoSuchBucket"), () -> {
            ObjectUpload.abandonUnfinished(s3, place.bucket(), place.key());
            new ObjectVersions(s3, place.bucket(), place.key())
                    .delete(last.bool(ObjectLockPreflight.BYPASS).orElse(false));
        });
    }

    @Override
    public Optional<Identity> find(Value.Map desired, Call call) {
        var place = Place.of(desired);
        return head(aws.s3(call), place).map(_ -> place.identity());
    }
}
