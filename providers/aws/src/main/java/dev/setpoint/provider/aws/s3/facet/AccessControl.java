package dev.setpoint.provider.aws.s3.facet;

import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.Owner;
import software.amazon.awssdk.services.s3.model.Type;

/**
 * ACL of a bucket: its owner and who is granted what. See behaviour.md#s3-acl.
 *
 * @param grants all of them, the owner's own among them
 */
record AccessControl(String owner, List<Entry> grants) {

    /** ACL of a new bucket. */
    static final String PRIVATE = "private";

    private static final String GROUPS = "http://acs.amazonaws.com/groups/";
    private static final String EVERYBODY = GROUPS + "global/AllUsers";
    private static final String AUTHENTICATED = GROUPS + "global/AuthenticatedUsers";
    private static final String LOG_DELIVERY = GROUPS + "s3/LogDelivery";
    private static final String ID = "id";
    private static final String URI = "uri";
    private static final String PERMISSION = "permission";
    private static final String FULL_CONTROL = "FULL_CONTROL";
    private static final String READ = "READ";

    /** Canned ACLs by what they grant besides the owner's full control. */
    private static final Map<Set<Entry>, String> CANNED = Map.of(
            Set.of(), PRIVATE,
            Set.of(group(EVERYBODY, READ)), "public-read",
            Set.of(group(EVERYBODY, READ), group(EVERYBODY, "WRITE")), "public-read-write",
            Set.of(group(AUTHENTICATED, READ)), "authenticated-read",
            Set.of(group(LOG_DELIVERY, "WRITE"), group(LOG_DELIVERY, "READ_ACP")), "log-delivery-write");

    /**
     * One grant.
     *
     * @param kind the member of the schema that names who gets it: {@code id} or {@code uri}
     */
    record Entry(String kind, String grantee, String permission) {

        static Optional<Entry> of(Value.Map grant) {
            return Stream.of(ID, URI)
                    .flatMap(kind -> grant.string(kind).stream().map(grantee -> entry(kind, grantee, grant)))
                    .findFirst();
        }

        private static Entry entry(String kind, String grantee, Value.Map grant) {
            return new Entry(kind, grantee, grant.string(PERMISSION).orElse(""));
        }

        Value toValue() {
            return Value.Map.EMPTY.with(kind, Value.of(grantee)).with(PERMISSION, Value.of(permission));
        }

        Grant toS3() {
            return Grant.builder()
                    .permission(permission)
                    .grantee(g -> {
                        if (kind.equals(ID)) {
                            g.type(Type.CANONICAL_USER).id(grantee);
                        } else {
                            g.type(Type.GROUP).uri(grantee);
                        }
                    })
                    .build();
        }
    }

    private static Entry group(String uri, String permission) {
        return new Entry(URI, uri, permission);
    }

    static AccessControl of(S3Client s3, String bucket) {
        var answer = s3.getBucketAcl(r -> r.bucket(bucket));
        var owner = Optional.ofNullable(answer.owner()).map(Owner::id).orElse("");
        return new AccessControl(
                owner, answer.grants().stream().map(AccessControl::entry).toList());
    }

    private static Entry entry(Grant grant) {
        var grantee = grant.grantee();
        return Optional.ofNullable(grantee.uri())
                .map(uri -> group(uri, grant.permissionAsString()))
                .orElseGet(
                        () -> new Entry(ID, Optional.ofNullable(grantee.id()).orElse(""), grant.permissionAsString()));
    }

    /** Returns the canned ACL that grants the same; empty when none does. */
    Optional<String> canned() {
        var own = new Entry(ID, owner, FULL_CONTROL);
        return grants.contains(own)
                ? Optional.ofNullable(CANNED.get(
                        grants.stream().filter(grant -> !grant.equals(own)).collect(Collectors.toSet())))
                : Optional.empty();
    }
}
