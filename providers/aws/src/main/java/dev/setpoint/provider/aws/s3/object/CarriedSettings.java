package dev.setpoint.provider.aws.s3.object;

import static dev.setpoint.provider.aws.error.Errors.code;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.shape.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectAclResponse;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.Permission;
import software.amazon.awssdk.services.s3.model.Type;

/**
 * Settings of an object that its next version keeps, although the spec does not mention them: an upload that does not
 * repeat them drops them. See behaviour.md#s3-object-whole.
 *
 * @param now time at which the new version begins
 */
record CarriedSettings(S3Client s3, String bucket, String key, Instant now, Call call) {

    private static final String TAGS = "tags";

    /** Permission of an ACL → member of an upload request that gives it. */
    private static final Map<Permission, String> GRANTS = Map.of(
            Permission.FULL_CONTROL, "grantFullControl",
            Permission.READ, "grantRead",
            Permission.READ_ACP, "grantReadACP",
            Permission.WRITE_ACP, "grantWriteACP");

    /** Properties that belong to the content or that the bucket decides anew for each version. */
    private static final List<String> NEW = List.of("checksum", "encryption");

    /** Returns the desired properties with those that the object has and the spec neither sets nor removes. */
    Value.Map properties(HeadObjectResponse head, Update update) {
        var live = new LinkedHashMap<>(S3Object.properties(head));
        live.keySet().removeAll(NEW);
        if (VersionLock.of(head).retention().filter(this::isCarried).isEmpty()) {
            live.remove(VersionLock.RETENTION);
        }
        if (!update.desired().has(TAGS)) {
            live.put(TAGS, Tags.toValue(tags()));
        }
        live.keySet().removeAll(update.removed());
        return new Value.Map(live).plus(update.desired());
    }

    /** A retention that is over cannot be set again, and a bucket may have a default for new versions. */
    private boolean isCarried(VersionLock.Retention retention) {
        return !retention.isOver(now) && !ObjectLock.of(s3, bucket).retains();
    }

    private Map<String, String> tags() {
        return Tags.fromSdk(s3.getObjectTagging(r -> r.bucket(bucket).key(key)).tagSet());
    }

    /** Returns the members of an upload request for settings that no property has. */
    Value.Map members(HeadObjectResponse head) {
        var members = new LinkedHashMap<String, Value>();
        put(members, "websiteRedirectLocation", Optional.ofNullable(head.websiteRedirectLocation()));
        put(members, "expires", expires(head));
        var grants = grants();
        GRANTS.forEach((permission, member) -> put(
                members,
                member,
                Optional.ofNullable(grants.get(permission)).map(grantees -> String.join(", ", grantees))));
        return new Value.Map(members);
    }

    /** A header that is no date cannot be sent again: the SDK takes dates only. */
    @SuppressWarnings("deprecation")
    private static Optional<String> expires(HeadObjectResponse head) {
        return Optional.ofNullable(head.expires()).map(Instant::toString);
    }

    private static void put(Map<String, Value> members, String name, Optional<String> text) {
        text.ifPresent(value -> members.put(name, Value.of(value)));
    }

    /** Returns the grants of an ACL that is not the one which a new object has; none where buckets have no ACLs. */
    private Map<Permission, List<String>> grants() {
        var acl = acl();
        var grants = new LinkedHashMap<Permission, List<String>>();
        if (acl.filter(found -> !isPrivate(found)).isPresent()) {
            for (var grant : acl.get().grants()) {
                if (GRANTS.containsKey(grant.permission())) {
                    grants.computeIfAbsent(grant.permission(), _ -> new ArrayList<>())
                            .add(grantee(grant));
                }
            }
        }
        return grants;
    }

    private Optional<GetObjectAclResponse> acl() {
        try {
            return Errors.unless(
                    code("NotImplemented", "MethodNotAllowed", "AccessControlListNotSupported"),
                    () -> s3.getObjectAcl(r -> r.bucket(bucket).key(key)));
        } catch (ProviderException e) {
            if (e.kind() != Kind.ACCESS_DENIED) {
                throw e;
            }
            call.progress("the ACL of " + key + " cannot be read, so that the new version gets the usual one");
            return Optional.empty();
        }
    }

    private static boolean isPrivate(GetObjectAclResponse acl) {
        return acl.grants().stream()
                .allMatch(grant -> grant.permission() == Permission.FULL_CONTROL
                        && acl.owner() != null
                        && grant.grantee().id() != null
                        && grant.grantee().id().equals(acl.owner().id()));
    }

    private static String grantee(Grant grant) {
        var who = grant.grantee();
        return who.type() == Type.GROUP ? "uri=\"" + who.uri() + "\"" : "id=\"" + who.id() + "\"";
    }
}
