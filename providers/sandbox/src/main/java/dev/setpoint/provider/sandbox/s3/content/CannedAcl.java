package dev.setpoint.provider.sandbox.s3.content;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Buckets;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.s3.configuration.Ownership;
import dev.setpoint.provider.sandbox.s3.configuration.PublicAccess;
import dev.setpoint.provider.sandbox.table.Members;
import java.util.List;
import java.util.Set;

/** Checks of the access control lists that requests about objects give. See behaviour.md#s3-object-acl. */
public final class CannedAcl {

    private static final Set<String> PUBLIC = Set.of("public-read", "public-read-write", "authenticated-read");
    private static final Set<String> OWNER = Set.of("private", "bucket-owner-full-control");
    private static final Set<String> OTHER = Set.of("aws-exec-read", "bucket-owner-read");
    private static final List<String> GRANTS =
            List.of("grantFullControl", "grantRead", "grantReadACP", "grantWriteACP");

    private CannedAcl() {}

    /** @param request of any upload or change of an ACL, by its members' names */
    public static void check(Value.Map request, S3Buckets buckets) {
        var acl = request.string("acl").orElse("private");
        var granted = GRANTS.stream().anyMatch(request::has) || request.has("accessControlPolicy");
        if (!PUBLIC.contains(acl) && !OWNER.contains(acl) && !OTHER.contains(acl)) {
            throw S3Refusals.invalidArgument("Invalid canned ACL: " + acl);
        }
        if (granted && request.has("acl")) {
            throw S3Refusals.invalidRequest("Specifying both Canned ACLs and Header Grants is not allowed");
        }
        var bucket = request.string("bucket").orElse("");
        if ((granted || !OWNER.contains(acl)) && isEnforced(buckets, bucket)) {
            throw S3Refusals.refusal("AccessControlListNotSupported", 400, "The bucket does not allow ACLs");
        }
        if (PUBLIC.contains(acl) && blocksPublicAcls(buckets, bucket)) {
            throw S3Refusals.refusal("AccessDenied", 403, "Access Denied");
        }
    }

    private static boolean isEnforced(S3Buckets buckets, String bucket) {
        return buckets.configuration(bucket, Ownership.NAME)
                .filter(ownership -> Members.maps(ownership, "rules").stream()
                        .anyMatch(rule -> rule.string("objectOwnership")
                                .filter(Ownership.ENFORCED::equals)
                                .isPresent()))
                .isPresent();
    }

    private static boolean blocksPublicAcls(S3Buckets buckets, String bucket) {
        return buckets.configuration(bucket, PublicAccess.NAME)
                .flatMap(access -> access.bool("blockPublicAcls"))
                .orElse(false);
    }
}
