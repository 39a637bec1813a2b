package dev.setpoint.provider.aws.s3.facet;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.s3.configuration.BucketFacet;
import dev.setpoint.provider.aws.s3.facet.AccessControl.Entry;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.s3.S3Client;

/** ACL of a bucket as its grants, all of them. See behaviour.md#s3-acl. */
final class Grants implements BucketFacet {

    private static final CannedAcl CANNED = new CannedAcl();

    @Override
    public String property() {
        return "grants";
    }

    @Override
    public Optional<String> replacedBy() {
        return Optional.of(CANNED.property());
    }

    /** The private ACL of a new bucket counts as no grants. */
    @Override
    public Optional<Value> read(S3Client s3, String bucket) {
        var acl = AccessControl.of(s3, bucket);
        return acl.canned().equals(Optional.of(AccessControl.PRIVATE))
                ? Optional.empty()
                : Optional.of(Value.of(acl.grants().stream().map(Entry::toValue).toList()));
    }

    @Override
    public void put(S3Client s3, String bucket, Value desired) {
        var owner = AccessControl.of(s3, bucket).owner();
        var grants = entries(desired).stream().map(Entry::toS3).toList();
        s3.putBucketAcl(r -> r.bucket(bucket)
                .accessControlPolicy(p -> p.owner(o -> o.id(owner)).grants(grants)));
    }

    private static List<Entry> entries(Value grants) {
        return ((Value.List) grants.revealedDeep())
                .items().stream()
                        .flatMap(grant -> Entry.of((Value.Map) grant).stream())
                        .toList();
    }

    @Override
    public void remove(S3Client s3, String bucket) {
        CANNED.remove(s3, bucket);
    }

    @Override
    public boolean shows(Value live, Value desired) {
        return new HashSet<>(entries(live)).equals(new HashSet<>(entries(desired)));
    }

    @Override
    public Predicate<ProviderException> passing() {
        return CANNED.passing();
    }
}
