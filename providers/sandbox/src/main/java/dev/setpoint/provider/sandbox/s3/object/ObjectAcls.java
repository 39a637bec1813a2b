package dev.setpoint.provider.sandbox.s3.object;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import dev.setpoint.provider.sandbox.s3.bucket.S3Buckets;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.s3.content.CannedAcl;
import dev.setpoint.provider.sandbox.world.Account;
import dev.setpoint.provider.sandbox.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.GetObjectAclRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAclResponse;
import software.amazon.awssdk.services.s3.model.PutObjectAclRequest;
import software.amazon.awssdk.services.s3.model.PutObjectAclResponse;

/** ACLs of objects. They belong to a version, and a version that is given none is private. See behaviour.md#s3-object-acl. */
public final class ObjectAcls extends ObjectPart {

    private static final String ACL = "acl";
    private static final String GRANTEE = "grantee";
    private static final String PERMISSION = "permission";
    private static final String GROUPS = "http://acs.amazonaws.com/groups/";

    /** Canned ACL → what others than the owner get: permission and group. */
    private static final Map<String, Map<String, String>> CANNED = Map.of(
            "private", Map.of(),
            "public-read", Map.of("READ", "global/AllUsers"),
            "authenticated-read", Map.of("READ", "global/AuthenticatedUsers"),
            "bucket-owner-read", Map.of(),
            "bucket-owner-full-control", Map.of(),
            "aws-exec-read", Map.of());

    /** Header of a request → permission that it grants. */
    private static final Map<String, String> HEADERS = Map.of(
            "grantFullControl", "FULL_CONTROL",
            "grantRead", "READ",
            "grantReadACP", "READ_ACP",
            "grantWriteACP", "WRITE_ACP");

    private static final Pattern GRANTEE_TEXT = Pattern.compile("(id|uri)=\"([^\"]+)\"");

    public ObjectAcls(World world) {
        super(world);
    }

    /** Returns the grants that a request gives to a version of an object; empty for one that names none. */
    static Value.Map of(Value.Map request, S3Buckets buckets) {
        CannedAcl.check(request, buckets);
        var canned = request.string(ACL);
        var grants = new ArrayList<Value>();
        HEADERS.forEach((header, permission) ->
                request.string(header).ifPresent(text -> grants.addAll(granted(text, permission))));
        var policy = request.map("accessControlPolicy").list("grants");
        canned.ifPresent(name -> grants.addAll(canned(name)));
        grants.addAll(policy);
        return grants.isEmpty() ? Value.Map.EMPTY : Value.Map.EMPTY.with(ACL, Value.of(grants));
    }

    private static List<Value> canned(String name) {
        var grants = new ArrayList<Value>();
        grants.add(owner());
        Optional.ofNullable(CANNED.get(name))
                .orElseThrow(() -> S3Refusals.invalidArgument("Invalid canned ACL: " + name))
                .forEach((permission, group) -> grants.add(grant("uri", GROUPS + group, permission)));
        return grants;
    }

    private static Value.Map owner() {
        return grant("id", Account.CANONICAL_ID, "FULL_CONTROL");
    }

    private static List<Value> granted(String text, String permission) {
        var grantees = GRANTEE_TEXT.matcher(text);
        var grants = new ArrayList<Value>();
        while (grantees.find()) {
            grants.add(grant(grantees.group(1), grantees.group(2), permission));
        }
        if (grants.isEmpty()) {
            throw S3Refusals.invalidArgument("Argument format not recognized");
        }
        return grants;
    }

    private static Value.Map grant(String kind, String who, String permission) {
        return Value.Map.EMPTY
                .with(
                        GRANTEE,
                        Value.Map.EMPTY
                                .with(kind.equals("id") ? "id" : "uri", Value.of(who))
                                .with("type", Value.of(kind.equals("id") ? "CanonicalUser" : "Group")))
                .with(PERMISSION, Value.of(permission));
    }

    @Override
    public GetObjectAclResponse getObjectAcl(GetObjectAclRequest request) {
        var version = readable(request.bucket(), request.key(), Optional.ofNullable(request.versionId()));
        var entries = new LinkedHashMap<String, Value>();
        entries.put("owner", Value.Map.EMPTY.with("id", Value.of(Account.CANONICAL_ID)));
        entries.put("grants", Value.of(version.has(ACL) ? version.list(ACL) : List.<Value>of(owner())));
        return SdkShapes.PLAIN
                .fill(GetObjectAclResponse.builder(), new Value.Map(entries))
                .build();
    }

    @Override
    public PutObjectAclResponse putObjectAcl(PutObjectAclRequest request) {
        var version = settable(request.bucket(), request.key(), Optional.ofNullable(request.versionId()));
        var acl = of(SdkShapes.PLAIN.toValue(request), buckets);
        save(
                request.bucket(),
                request.key(),
                versions(request.bucket(), request.key())
                        .with(version.without(ACL).plus(acl)));
        return PutObjectAclResponse.builder().build();
    }
}
