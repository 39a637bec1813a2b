package dev.setpoint.provider.aws.s3.facet;

import static dev.setpoint.provider.aws.error.Errors.code;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.s3.configuration.BucketFacet;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.s3.S3Client;

/** ACL of a bucket by the name of a canned one. See behaviour.md#s3-acl. */
final class CannedAcl implements BucketFacet {

    /** Value of an ACL that no canned one is equal to. */
    private static final String OTHER = "custom";

    @Override
    public String property() {
        return "acl";
    }

    @Override
    public Optional<String> replacedBy() {
        return Optional.of("grants");
    }

    @Override
    public Optional<Value> read(S3Client s3, String bucket) {
        return Optional.of(Value.of(AccessControl.of(s3, bucket).canned().orElse(OTHER)));
    }

    @Override
    public Value untouched() {
        return Value.of(AccessControl.PRIVATE);
    }

    @Override
    public void put(S3Client s3, String bucket, Value desired) {
        if (desired.revealed() instanceof Value.Str(var acl)) {
            s3.putBucketAcl(r -> r.bucket(bucket).acl(acl));
        }
    }

    /** A bucket without ACLs refuses every one, the private one too. */
    @Override
    public void remove(S3Client s3, String bucket) {
        if (!AccessControl.of(s3, bucket).canned().equals(Optional.of(AccessControl.PRIVATE))) {
            put(s3, bucket, untouched());
        }
    }

    /** The ownership that turns ACLs on was written just before. */
    @Override
    public Predicate<ProviderException> passing() {
        return code("AccessControlListNotSupported");
    }
}
