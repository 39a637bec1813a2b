package dev.setpoint.provider.aws.s3;

import static dev.setpoint.provider.aws.error.Errors.code;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.PlannedChange;
import dev.setpoint.engine.spi.PlannedChanges;
import dev.setpoint.engine.spi.Preflight;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.s3.object.ObjectLock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MFADeleteStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/**
 * Pre-flight check that a bucket can be deleted; tells what goes with it.
 * See behaviour.md#s3-bucket-deletion, behaviour.md#s3-versioning, behaviour.md#s3-object-lock.
 */
public final class BucketPreflight implements Preflight {

    /** More are not counted: each thousand costs a call. */
    private static final int COUNTED = 100_000;
    /** More are not looked at one by one. */
    private static final int LOCKS = 100;

    private static final TypeName OBJECT = new TypeName("aws.s3.object");

    private final Aws aws;

    public BucketPreflight(Aws aws) {
        this.aws = aws;
    }

    private record Contents(long versions, long markers, boolean all, List<ObjectVersion> first) {

        boolean isEmpty() {
            return versions + markers == 0;
        }

        String words() {
            return (all ? "" : "more than ")
                    + String.format(
                            Locale.ROOT,
                            "%,d object version%s and %,d delete marker%s",
                            versions,
                            versions == 1 ? "" : "s",
                            markers,
                            markers == 1 ? "" : "s");
        }
    }

    @Override
    public List<Finding> look(PlannedChange what, PlannedChanges all, Call call) {
        if (!what.deletes()) {
            return what.makes() ? ownership(what, call) : List.of();
        }
        var s3 = aws.s3(call);
        var bucket = what.identity().orElseThrow().value();
        var going = going(bucket, all);
        var found = Errors.unless(code("NoSuchBucket"), () -> contents(s3, bucket, going));
        if (found.isEmpty() || found.get().isEmpty()) {
            return List.of();
        }
        if (!what.last().bool("forceEmpty").orElse(false)) {
            return List.of(Finding.obstacle(
                            what,
                            "the bucket %s is to be deleted and is not empty: it holds %s."
                                    .formatted(bucket, found.get().words()),
                            "Set `forceEmpty: true` to delete them too; or keep the bucket, with `--keep-data` or"
                                    + " `lifecycle: {onDelete: retain}`.")
                    .about("forceEmpty"));
        }
        var findings = new ArrayList<>(what.makes() ? ownership(what, call) : List.of());
        findings.add(Finding.loss(
                what, "It holds %s, which are deleted.".formatted(found.get().words())));
        if (s3.getBucketVersioning(r -> r.bucket(bucket)).mfaDelete() == MFADeleteStatus.ENABLED) {
            findings.add(Finding.obstacle(
                            what,
                            "the bucket %s has MFA delete on, so that the versions in it cannot be deleted."
                                    .formatted(bucket),
                            "As the account's root user, switch MFA delete off with the device's code.")
                    .about("forceEmpty"));
        }
        if (ObjectLock.of(s3, bucket).on()) {
            locked(s3, bucket, found.get().first())
                    .ifPresent(lock -> findings.add(Finding.obstacle(
                                    what,
                                    lock,
                                    "Keep the bucket until then, with `--keep-data` or `lifecycle: {onDelete:"
                                            + " retain}`.")
                            .about("forceEmpty")));
        }
        return findings;
    }

    /** A new bucket belongs to the account of the credentials, whatever the provider expects. */
    private List<Finding> ownership(PlannedChange what, Call call) {
        return aws.expectedBucketOwner()
                .filter(owner -> !owner.equals(aws.caller(call).accountId()))
                .map(owner -> Finding.obstacle(
                        what,
                        "a new bucket belongs to the account %s, and the provider's `expectedBucketOwner` is %s."
                                .formatted(aws.caller(call).accountId(), owner),
                        "Correct `expectedBucketOwner`, or use credentials of that account."))
                .map(List::of)
                .orElse(List.of());
    }

    /** The keys of what the plan itself deletes in the bucket, before it deletes the bucket. */
    private static Set<String> going(String bucket, PlannedChanges all) {
        return all.of(OBJECT).stream()
                .filter(PlannedChange::deletes)
                .filter(object -> object.last().string("bucket").equals(Optional.of(bucket)))
                .flatMap(object -> object.last().string("key").stream())
                .collect(Collectors.toSet());
    }

    private static Contents contents(S3Client s3, String bucket, Set<String> going) {
        var versions = 0L;
        var markers = 0L;
        var first = new ArrayList<ObjectVersion>();
        for (var page : s3.listObjectVersionsPaginator(r -> r.bucket(bucket))) {
            var staying = page.versions().stream()
                    .filter(version -> !going.contains(version.key()))
                    .toList();
            versions += staying.size();
            markers += page.deleteMarkers().stream()
                    .filter(marker -> !going.contains(marker.key()))
                    .count();
            staying.stream().limit(LOCKS - first.size()).forEach(first::add);
            if (versions + markers >= COUNTED) {
                return new Contents(versions, markers, false, first);
            }
        }
        return new Contents(versions, markers, true, first);
    }

    /** The first of the versions that nobody can delete yet. */
    private Optional<String> locked(S3Client s3, String bucket, List<ObjectVersion> versions) {
        for (var version : versions) {
            var retention = Errors.unless(
                            e -> code("NoSuchObjectLockConfiguration").test(e) || isGone(e),
                            () -> s3.getObjectRetention(
                                    r -> r.bucket(bucket).key(version.key()).versionId(version.versionId())))
                    .flatMap(answer -> Optional.ofNullable(answer.retention()))
                    .filter(lock -> lock.mode() == ObjectLockRetentionMode.COMPLIANCE)
                    .filter(lock -> aws.now().isBefore(lock.retainUntilDate()));
            if (retention.isPresent()) {
                return Optional.of("%s in %s is locked in compliance mode: nobody can delete it before %s."
                        .formatted(version.key(), bucket, retention.get().retainUntilDate()));
            }
        }
        return Optional.empty();
    }

    private static boolean isGone(ProviderException e) {
        return code("NoSuchKey", "NoSuchVersion").test(e);
    }
}
