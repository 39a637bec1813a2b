package dev.setpoint.provider.sandbox.s3.object;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.policy.AccessRequest;
import dev.setpoint.provider.sandbox.policy.PolicyDocument;
import dev.setpoint.provider.sandbox.policy.PolicyProblem;
import dev.setpoint.provider.sandbox.s3.bucket.S3Buckets;
import dev.setpoint.provider.sandbox.s3.bucket.S3Part;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.s3.configuration.Encryption;
import dev.setpoint.provider.sandbox.s3.configuration.ObjectLock;
import dev.setpoint.provider.sandbox.s3.configuration.Replication;
import dev.setpoint.provider.sandbox.s3.content.CustomerKey;
import dev.setpoint.provider.sandbox.s3.content.Md5;
import dev.setpoint.provider.sandbox.s3.content.UploadHeaders;
import dev.setpoint.provider.sandbox.s3.content.VersionIds;
import dev.setpoint.provider.sandbox.s3.content.WriteConditions;
import dev.setpoint.provider.sandbox.world.Ids;
import dev.setpoint.provider.sandbox.world.World;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Base of the operations on objects. See behaviour.md#s3-object. */
public abstract class ObjectPart extends S3Part {

    /** Members of an upload that condition keys of policies are made of. */
    private static final Map<String, String> CONDITION_KEYS = Map.of(
            "serverSideEncryption", "s3:x-amz-server-side-encryption",
            "ssekmsKeyId", "s3:x-amz-server-side-encryption-aws-kms-key-id",
            "acl", "s3:x-amz-acl",
            "storageClass", "s3:x-amz-storage-class");

    protected ObjectPart(World world) {
        super(world);
    }

    protected final ObjectVersions versions(String bucket, String key) {
        return ObjectVersions.of(world.documents().get(S3Buckets.objects(bucket) + key));
    }

    protected final void save(String bucket, String key, ObjectVersions versions) {
        if (versions.all().isEmpty()) {
            world.documents().remove(S3Buckets.objects(bucket) + key);
        } else {
            world.documents().put(S3Buckets.objects(bucket) + key, versions.document(key));
        }
    }

    /**
     * Writes a new current version, copies it if the bucket is replicated, and returns it.
     *
     * @param version with its ETag
     */
    protected final Value.Map write(String bucket, String key, byte[] content, Value.Map version) {
        var written = version.with(
                        "versionId",
                        Value.of(buckets.isVersioned(bucket) ? VersionIds.next(world.now()) : VersionIds.NULL))
                .with("size", Value.of(content.length))
                .with("modifiedAt", Value.of(world.now().toString()))
                .with("writtenAt", Value.of(world.wall().toString()))
                .with("body", Value.of(Base64.getEncoder().encodeToString(content)));
        save(bucket, key, versions(bucket, key).plus(written));
        return replicated(bucket, key, written);
    }

    /** Copies the version, if the bucket is replicated, and returns it with the status of the copy. */
    private Value.Map replicated(String bucket, String key, Value.Map version) {
        var replication = ObjectReplication.of(world, bucket, buckets.configuration(bucket, Replication.NAME));
        var rule = replication.rule(key, version);
        if (rule.isEmpty()) {
            return version;
        }
        var copy = replication.copy(rule.get(), key, version);
        copy.ifPresent(to -> save(to.bucket(), key, versions(to.bucket(), key).plus(to.version())));
        var marked = replication.marked(version, copy.isPresent());
        save(bucket, key, versions(bucket, key).with(marked));
        return marked;
    }

    /** Returns what an upload answers about the version that it wrote. Only enabled versioning shows its id. */
    protected final Value.Map headers(String bucket, String key, Value.Map version) {
        var headers = ObjectHeaders.of(world, bucket, key, version);
        return buckets.isVersioned(bucket) ? headers : headers.without("versionId");
    }

    /** Returns the members of answers that describe a stored encryption. */
    protected static Value.Map shown(Value.Map encryption) {
        return ObjectHeaders.encryption(encryption);
    }

    /** Returns the ETag of a content: its MD5, or random digits for an object that KMS encrypts. */
    protected static String etag(byte[] content, Value.Map encryption) {
        return '"' + (encryption.has("kmsKey") ? Ids.hex32() : Md5.hex(content)) + '"';
    }

    /** Checks the headers of an upload, and returns its headers, metadata, tags and lock as they are stored. */
    protected final Value.Map described(Value.Map request) {
        var bucket = request.string("bucket").orElse("");
        UploadHeaders.check(request);
        CustomerKey.check(request, blocksCustomerKeys(bucket));
        WriteConditions.checkForm(request);
        return ObjectDescription.of(request)
                .plus(ObjectAcls.of(request, buckets))
                .plus(VersionLock.uploaded(request, bucketLock(bucket), world.now())
                        .members());
    }

    /** Refuses an upload that the bucket's policy denies to the caller. */
    protected final void checkUpload(Value.Map request) {
        var keys = new HashMap<>(VersionLock.of(request).conditionKeys(world.now()));
        CONDITION_KEYS.forEach((member, key) -> request.string(member).ifPresent(text -> keys.put(key, text)));
        checkAllowed(
                request.string("bucket").orElse(""),
                "s3:PutObject",
                request.string("key").orElse(""),
                keys);
    }

    private boolean blocksCustomerKeys(String bucket) {
        return buckets.configuration(bucket, Encryption.NAME)
                .map(Encryption::rule)
                .filter(rule -> rule.map("blockedEncryptionTypes")
                        .list("encryptionType")
                        .contains(Value.of("SSE-C")))
                .isPresent();
    }

    /** Returns the encryption that a request asks for, or the bucket's default. */
    protected final Value.Map encryption(Value.Map request) {
        return ObjectEncryption.of(
                request,
                buckets.configuration(request.string("bucket").orElse(""), Encryption.NAME)
                        .map(Encryption::rule)
                        .orElse(Value.Map.EMPTY),
                world);
    }

    /** Refuses an action that the bucket's policy denies to the caller. */
    protected final void checkAllowed(String bucket, String action, String key, Map<String, String> headers) {
        var policy = world.buckets().policy(bucket);
        if (policy.isEmpty()) {
            return;
        }
        var context = new HashMap<>(headers);
        context.put("aws:securetransport", Boolean.toString(world.caller().secure()));
        if (world.caller().secure()) {
            context.put("s3:tlsversion", "1.3");
        }
        context.put("aws:principalisawsservice", "false");
        context.put("aws:principalarn", world.callerArn());
        context.put("aws:principalaccount", world.account().id());
        var resource = "arn:" + world.partition() + ":s3:::" + bucket + "/" + key;
        var request = new AccessRequest(
                "AWS",
                Set.of(
                        world.callerArn(),
                        world.account().rootArn(world.partition()),
                        world.account().id()),
                action,
                resource,
                context);
        if (parsed(policy.get()).denies(request)) {
            throw S3Refusals.refusal(
                    "AccessDenied",
                    403,
                    "User: " + world.callerArn() + " is not authorized to perform: " + action + " on resource: \""
                            + resource + "\" with an explicit deny in a resource-based policy");
        }
    }

    private static PolicyDocument parsed(String text) {
        try {
            return PolicyDocument.parse(text, PolicyDocument.Use.RESOURCE);
        } catch (PolicyProblem e) {
            throw new IllegalStateException("The sandbox stored a policy that it does not understand.", e);
        }
    }

    /** Returns the bucket's object lock; empty when it has none. */
    protected final Optional<Value.Map> bucketLock(String bucket) {
        return buckets.configuration(bucket, ObjectLock.NAME);
    }

    /** Returns true for a request that bypasses governance mode, which needs a permission and a bucket with locks. */
    final boolean mayBypass(String bucket, String key, @Nullable Boolean header) {
        if (!Boolean.TRUE.equals(header)) {
            return false;
        }
        checkAllowed(bucket, "s3:BypassGovernanceRetention", key, Map.of());
        return true;
    }

    /** Returns the object's current version; empty when there is none or when it is a delete marker. */
    protected final Optional<Value.Map> current(String bucket, String key) {
        return versions(bucket, key).newest().filter(version -> !ObjectVersions.marker(version));
    }

    /** Returns the ETag of the current version; empty when there is none. */
    protected final Optional<String> etag(String bucket, String key) {
        return current(bucket, key).flatMap(version -> version.string("etag"));
    }

    /** Returns the version that a request reads. */
    final Value.Map readable(String bucket, String key, Optional<String> versionId) {
        buckets.require(bucket);
        var version = version(bucket, key, versionId);
        if (ObjectVersions.marker(version)) {
            throw versionId.isPresent() ? notAllowed() : S3Refusals.NO_SUCH_KEY.exception();
        }
        return version;
    }

    /** Returns the version whose settings a request reads or changes: a delete marker has none. */
    final Value.Map settable(String bucket, String key, Optional<String> versionId) {
        buckets.require(bucket);
        var version = version(bucket, key, versionId);
        if (ObjectVersions.marker(version)) {
            throw notAllowed();
        }
        return version;
    }

    private Value.Map version(String bucket, String key, Optional<String> versionId) {
        UploadHeaders.checkKey(Optional.ofNullable(key).orElse(""));
        var versions = versions(bucket, key);
        if (versionId.isEmpty()) {
            return versions.newest().orElseThrow(S3Refusals.NO_SUCH_KEY::exception);
        }
        return versions.version(versionId.get()).orElseThrow(() -> {
            checkGiven(versionId.get());
            return S3Refusals.refusal("NoSuchVersion", 404, "The specified version does not exist.");
        });
    }

    /** Refuses a version id that S3 has never given. */
    protected static void checkGiven(String versionId) {
        if (!VersionIds.isGiven(versionId)) {
            throw S3Refusals.invalidArgument(
                    versionId.isEmpty() ? "Version id cannot be the empty string" : "Invalid version id specified");
        }
    }

    private static AwsServiceException notAllowed() {
        return S3Refusals.refusal(
                "MethodNotAllowed", 405, "The specified method is not allowed against this resource.");
    }
}
