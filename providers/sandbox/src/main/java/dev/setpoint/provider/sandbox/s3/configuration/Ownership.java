package dev.setpoint.provider.sandbox.s3.configuration;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Buckets;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.table.Check;
import dev.setpoint.provider.sandbox.table.Members;
import dev.setpoint.provider.sandbox.table.Submission;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;

/** Ownership of the objects of a bucket. See behaviour.md#s3-ownership. */
public final class Ownership {

    public static final String NAME = "ownership";
    public static final String ENFORCED = "BucketOwnerEnforced";

    private static final String SETTING = "objectOwnership";

    private static final Set<String> SETTINGS = Set.of(ENFORCED, "BucketOwnerPreferred", "ObjectWriter");
    private static final List<Check> CONTROLS = List.of(Check.size("rules", 1, 1, S3Refusals.MALFORMED_XML));
    private static final List<Check> RULE = List.of(Check.oneOf(SETTING, SETTINGS, S3Refusals.MALFORMED_XML));

    private Ownership() {}

    /** Returns the controls with one setting, or refuses one that S3 does not know. */
    public static Value.Map of(String setting) {
        var rule = Value.Map.EMPTY.with(SETTING, Value.of(setting));
        Check.all(RULE, rule);
        return Value.Map.EMPTY.with("rules", Value.of(List.of(rule)));
    }

    /** Returns the setting that the header of a new bucket asks for, or the usual one. */
    public static String created(CreateBucketRequest request) {
        var setting = Optional.ofNullable(request.objectOwnershipAsString()).orElse(ENFORCED);
        if (!SETTINGS.contains(setting)) {
            throw S3Refusals.invalidArgument("Invalid x-amz-object-ownership header: " + setting);
        }
        return setting;
    }

    /** Returns true for a bucket without ACLs. */
    static boolean isEnforced(S3Buckets buckets, String bucket) {
        return buckets.configuration(bucket, NAME).filter(of(ENFORCED)::equals).isPresent();
    }

    static Value.Map accepted(Submission submission) {
        var controls = submission.required(S3Refusals.MALFORMED_XML);
        Check.all(CONTROLS, controls);
        var setting = Members.maps(controls, "rules").getFirst().string(SETTING).orElse("");
        var wanted = of(setting);
        if (setting.equals(ENFORCED)) {
            Acl.checkNoneForOthers(new S3Buckets(submission.world()), submission.text("bucket"));
        }
        return wanted;
    }
}
