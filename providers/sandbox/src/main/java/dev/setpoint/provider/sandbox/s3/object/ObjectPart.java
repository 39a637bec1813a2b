package dev.setpoint.provider.sandbox.s3.object;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.policy.AccessRequest;
import dev.setpoint.provider.sandbox.policy.PolicyDocument;
import dev.setpoint.provider.sandbox.policy.PolicyProblem;
import dev.setpoint.provider.sandbox.s3.bucket.S3Buckets;
import dev.setpoint.provider.sandbox.s3.bucket.S3Part;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.s3.configuration.ObjectLock;
import dev.setpoint.provider.sandbox.world.Ids;
import dev.setpoint.provider.sandbox.world.World;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Base of the operations on objects. See behaviour.md#s3-object. */
abstract class ObjectPart extends S3Part {

    ObjectPart(World world) {
        super(world);
    }

    final ObjectVersions versions(String bucket, String key) {
        return ObjectVersions.of(world.documents().get(S3Buckets.objects(bucket) + key));
    }

    final void save(String bucket, String key, ObjectVersions versions) {
        if (versions.all().isEmpty()) {
            world.documents().remove(S3Buckets.objects(bucket) + key);
        } else {
            world.documents().put(S3Buckets.objects(bucket) + key, versions.document(key));
        }
    }

    /** Writes a new current version and returns it. */
    final Value.Map write(String bucket, String key, byte[] content, Value.Map encryption, Value.Map more) {
        var version = encryption
                .plus(more)
                .with("versionId", Value.of(buckets.isVersioned(bucket) ? Ids.hex32() : ObjectVersions.NULL))
                .with("size", Value.of(content.length))
                .with("etag", Value.of(etag(content, encryption)))
                .with("modifiedAt", Value.of(world.now().toString()))
                .with("writtenAt", Value.of(world.wall().toString()))
                .with("body", Value.of(Base64.getEncoder().encodeToString(content)));
        save(bucket, key, versions(bucket, key).plus(version));
        return version;
    }

    /** Returns the MD5 of the content, or random digits for an object that KMS encrypts. */
    private static String etag(byte[] content, Value.Map encryption) {
        if (encryption.has("kmsKey")) {
            return '"' + Ids.hex32() + '"';
        }
        try {
            return '"'
                    + HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content))
                    + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has MD5.", e);
        }
    }

    /** Refuses an action that the bucket's policy denies to the caller. */
    final void checkAllowed(String bucket, String action, String key, Map<String, String> headers) {
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
    final Optional<Value.Map> bucketLock(String bucket) {
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
    final Optional<Value.Map> current(String bucket, String key) {
        return versions(bucket, key).newest().filter(version -> !ObjectVersions.marker(version));
    }

    /** Refuses a request whose {@code If-Match} does not match the current version. */
    final void checkMatch(String bucket, String key, String wanted) {
        var etag = current(bucket, key)
                .orElseThrow(ObjectPart::noSuchKey)
                .string("etag")
                .orElse("");
        if (!wanted.equals("*") && !etag.replace("\"", "").equals(wanted.replace("\"", ""))) {
            throw preconditionFailed();
        }
    }

    static AwsServiceException preconditionFailed() {
        return S3Refusals.refusal(
                "PreconditionFailed", 412, "At least one of the pre-conditions you specified did not hold");
    }

    static AwsServiceException noSuchKey() {
        return S3Refusals.refusal("NoSuchKey", 404, "The specified key does not exist.");
    }

    /** Returns the version that a request reads. */
    final Value.Map readable(String bucket, String key, Optional<String> versionId) {
        buckets.require(bucket);
        var versions = versions(bucket, key);
        var version = versionId.isPresent()
                ? versions.version(versionId.get())
                        .orElseThrow(
                                () -> S3Refusals.refusal("NoSuchVersion", 404, "The specified version does not exist."))
                : versions.newest().orElseThrow(ObjectPart::noSuchKey);
        if (ObjectVersions.marker(version)) {
            throw versionId.isPresent()
                    ? S3Refusals.refusal(
                            "MethodNotAllowed", 405, "The specified method is not allowed against this resource.")
                    : noSuchKey();
        }
        return version;
    }
}
