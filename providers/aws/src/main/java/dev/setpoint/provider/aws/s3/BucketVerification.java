package dev.setpoint.provider.aws.s3;

import static dev.setpoint.provider.aws.error.Errors.code;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Check;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.Verification;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Checks;
import dev.setpoint.provider.aws.error.Errors;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MFADeleteStatus;

/**
 * Proof that a bucket encrypts uploads, refuses what its policy denies, and has objects copied: by an object that is
 * written, looked at and deleted. See behaviour.md#s3-encryption, behaviour.md#s3-replication, behaviour.md#s3-object,
 * behaviour.md#new-buckets-closed, behaviour.md#missing-encryption-header.
 */
public final class BucketVerification implements Verification {

    private static final String UPLOAD = "upload with default settings";

    private final Aws aws;

    public BucketVerification(Aws aws) {
        this.aws = aws;
    }

    @Override
    public List<Check> verify(Subject subject, Call call, Call afterwards) {
        var checks = new Checks();
        var bucket = subject.object().identity().value();
        var s3 = aws.s3(call);
        var hindrance = hindrance(s3, bucket);
        if (hindrance.isPresent()) {
            checks.add(Check.unchecked(UPLOAD, hindrance.get()));
            return checks.all();
        }
        var copies = ReplicationProof.of(subject, aws, call);
        var canary = Canary.in(s3, bucket, copies.map(ReplicationProof::prefix).orElse(""));
        try {
            var may = upload(canary, subject, copies, checks, call);
            if (PolicyProof.of(subject, canary, aws, call).run(checks, may)) {
                copies.ifPresent(ReplicationProof::more);
            }
        } finally {
            checks.run("clean-up", () -> {
                canary.by(aws.s3(afterwards)).delete();
                return Check.pass("clean-up", "every version of the test object is deleted");
            });
            copies.ifPresent(copy -> copy.cleanUp(canary, checks, afterwards));
        }
        return checks.all();
    }

    /** Reason why a test object could not be deleted again; empty when it can. */
    private static Optional<String> hindrance(S3Client s3, String bucket) {
        try {
            if (s3.getBucketVersioning(r -> r.bucket(bucket)).mfaDelete() == MFADeleteStatus.ENABLED) {
                return Optional.of("MFA delete is on, so that a test object could not be deleted again");
            }
            return Errors.unless(
                            e -> e.code().startsWith("ObjectLockConfigurationNotFound")
                                    || code("NotImplemented", "MethodNotAllowed", "UnsupportedOperation")
                                            .test(e),
                            () -> s3.getObjectLockConfiguration(r -> r.bucket(bucket)))
                    .filter(lock -> lock.objectLockConfiguration().rule() != null)
                    .map(_ -> "objects are locked by default, so that a test object could not be deleted again");
        } catch (ProviderException e) {
            return Optional.of("whether a test object could be deleted again is not known: " + e.text());
        }
    }

    /** @return whether we may upload at all */
    private boolean upload(
            Canary canary, Subject subject, Optional<ReplicationProof> copies, Checks checks, Call call) {
        try {
            canary.put(_ -> {});
        } catch (ProviderException e) {
            checks.add(Checks.of(UPLOAD, e));
            return e.kind() != ProviderException.Kind.ACCESS_DENIED;
        }
        checks.add(Check.pass(UPLOAD, "accepted"));
        try {
            encryption(canary.head(), subject.object().properties().map("encryption"), checks, call);
        } catch (ProviderException e) {
            checks.add(Checks.of("default encryption", e));
        }
        checks.run("read back", () -> Check.of("read back", canary.readable(), "what was written is read, decrypted"));
        copies.ifPresent(copy -> copy.run(canary, checks));
        return true;
    }

    private void encryption(HeadObjectResponse head, Value.Map declared, Checks checks, Call call) {
        var found = Optional.ofNullable(head.serverSideEncryptionAsString()).orElse("none");
        var wanted = declared.string("algorithm");
        checks.add(Check.of(
                "default encryption",
                wanted.map(found::equals).orElse(!found.equals("none")),
                wanted.filter(algorithm -> !algorithm.equals(found))
                        .map(algorithm -> found + " instead of " + algorithm)
                        .orElse(found)));
        declared.string("kmsKey")
                .ifPresent(key -> checks.run("key", () -> key(Optional.ofNullable(head.ssekmsKeyId()), key, call)));
        declared.bool("bucketKey").ifPresent(on -> {
            var used = Boolean.TRUE.equals(head.bucketKeyEnabled());
            checks.add(Check.of("bucket key", used == on, used ? "used" : "not used"));
        });
    }

    private Check key(Optional<String> found, String declared, Call call) {
        var wanted = declared.contains(":key/")
                ? declared
                : aws.kms(call)
                        .describeKey(r -> r.keyId(declared))
                        .keyMetadata()
                        .arn();
        return Check.of(
                "key",
                found.filter(wanted::equals).isPresent(),
                found.filter(wanted::equals).orElseGet(() -> found.orElse("no KMS key") + " instead of " + wanted));
    }
}
