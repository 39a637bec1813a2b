package dev.setpoint.provider.sandbox.s3.configuration;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Buckets;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.table.Members;
import dev.setpoint.provider.sandbox.table.Submission;
import dev.setpoint.provider.sandbox.world.Account;
import dev.setpoint.provider.sandbox.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** ACL of a bucket. See behaviour.md#s3-acl. */
public final class Acl {

    public static final String NAME = "acl";

    private static final String GRANTS = "grants";
    private static final String FULL_CONTROL = "FULL_CONTROL";
    private static final String USER = "CanonicalUser";
    private static final String GROUP = "Group";
    private static final String GROUPS = "http://acs.amazonaws.com/groups/";
    private static final String EVERYBODY = GROUPS + "global/AllUsers";
    private static final String AUTHENTICATED = GROUPS + "global/AuthenticatedUsers";
    private static final String LOG_DELIVERY = GROUPS + "s3/LogDelivery";
    private static final String EC2 = "6aa5a366c34c1cbe25dc49211496e913e0351eb0e8c37aa3477e40942ec6b97c";
    private static final Pattern CANONICAL_ID = Pattern.compile("[0-9a-f]{64}");
    private static final int MOST_GRANTS = 100;

    /** Grants of the canned ACLs besides the owner's full control. */
    private static final Map<String, List<Value>> CANNED = Map.of(
            "private", List.of(),
            "public-read", List.of(group(EVERYBODY, "READ")),
            "public-read-write", List.of(group(EVERYBODY, "READ"), group(EVERYBODY, "WRITE")),
            "authenticated-read", List.of(group(AUTHENTICATED, "READ")),
            "aws-exec-read", List.of(user(EC2, "READ")),
            "log-delivery-write", List.of(group(LOG_DELIVERY, "WRITE"), group(LOG_DELIVERY, "READ_ACP")),
            // A bucket ignores these two, which are for objects.
            "bucket-owner-read", List.of(),
            "bucket-owner-full-control", List.of());

    /** Headers that grant, by the permission. */
    private static final Map<String, String> HEADERS = Map.of(
            "grantFullControl", FULL_CONTROL,
            "grantRead", "READ",
            "grantWrite", "WRITE",
            "grantReadACP", "READ_ACP",
            "grantWriteACP", "WRITE_ACP");

    /** Answer to a read of a bucket whose ACL was never changed. */
    static final Value.Map STANDARD = shown(Value.Map.EMPTY.with(GRANTS, Value.of(canned("private"))));

    private Acl() {}

    private static Value group(String uri, String permission) {
        return grant(Value.Map.EMPTY.with("uri", Value.of(uri)).with("type", Value.of(GROUP)), permission);
    }

    private static Value user(String id, String permission) {
        return grant(Value.Map.EMPTY.with("id", Value.of(id)).with("type", Value.of(USER)), permission);
    }

    private static Value grant(Value.Map grantee, String permission) {
        return Value.Map.EMPTY.with("grantee", grantee).with("permission", Value.of(permission));
    }

    private static List<Value> canned(String name) {
        var grants = new ArrayList<Value>();
        grants.add(user(Account.CANONICAL_ID, FULL_CONTROL));
        grants.addAll(Optional.ofNullable(CANNED.get(name)).orElseThrow(() -> S3Refusals.invalidArgument("")));
        return grants;
    }

    static Value.Map shown(Value.Map stored) {
        return stored.with("owner", Value.Map.EMPTY.with("id", Value.of(Account.CANONICAL_ID)));
    }

    static Value.Map accepted(Submission submission) {
        var grants = grants(submission);
        var buckets = new S3Buckets(submission.world());
        var bucket = submission.text("bucket");
        if (Ownership.isEnforced(buckets, bucket)) {
            throw S3Refusals.refusal("AccessControlListNotSupported", 400, "The bucket does not allow ACLs");
        }
        if (isPublic(grants) && PublicAccess.blocks(buckets, bucket, "blockPublicAcls")) {
            throw refusedAsPublic(submission.world(), bucket);
        }
        return Value.Map.EMPTY.with(GRANTS, Value.of(grants));
    }

    private static List<Value> grants(Submission submission) {
        var request = submission.request();
        var canned = request.string("acl");
        var headers = HEADERS.keySet().stream().filter(request::has).toList();
        if (canned.isPresent() && !headers.isEmpty()) {
            throw S3Refusals.invalidRequest("Specifying both Canned ACLs and Header Grants is not allowed");
        }
        if (submission.content().isPresent()) {
            if (canned.isPresent() || !headers.isEmpty()) {
                throw S3Refusals.refusal("UnexpectedContent", 400, "This request does not support content");
            }
            return checked(submission.content().get());
        }
        if (canned.isPresent()) {
            return canned(canned.get());
        }
        if (headers.isEmpty()) {
            throw S3Refusals.refusal("MissingSecurityHeader", 400, "Your request was missing a required header");
        }
        return headers.stream()
                .flatMap(
                        header -> fromHeader(
                                request.string(header).orElse(""),
                                Optional.ofNullable(HEADERS.get(header)).orElse(""))
                                .stream())
                .toList();
    }

    /** Reads {@code id="…", uri="…"}. */
    private static List<Value> fromHeader(String header, String permission) {
        var grants = new ArrayList<Value>();
        for (var part : header.split(",", -1)) {
            var pair = part.strip().split("=", 2);
            var grantee = pair.length < 2 ? "" : pair[1].replace("\"", "");
            grants.add(
                    switch (pair[0]) {
                        case "id" -> user(grantee, permission);
                        case "uri" -> group(grantee, permission);
                        case "emailAddress" -> throw byMail();
                        default -> throw S3Refusals.invalidArgument("Argument format not recognized");
                    });
        }
        grants.forEach(grant -> check((Value.Map) grant));
        return grants;
    }

    private static List<Value> checked(Value.Map policy) {
        if (!policy.has("owner") || !policy.has(GRANTS)) {
            throw malformed();
        }
        if (!isCanonical(policy.map("owner").string("id").orElse(""))) {
            throw S3Refusals.invalidArgument("Invalid id");
        }
        var grants = Members.maps(policy, GRANTS);
        if (grants.size() > MOST_GRANTS) {
            throw malformed();
        }
        grants.forEach(Acl::check);
        return List.copyOf(grants);
    }

    private static void check(Value.Map grant) {
        var grantee = grant.map("grantee");
        if (!HEADERS.containsValue(grant.string("permission").orElse(""))) {
            throw malformed();
        }
        switch (grantee.string("type").orElse("")) {
            case USER -> {
                if (!isCanonical(grantee.string("id").orElse(""))) {
                    throw S3Refusals.invalidArgument("Invalid id");
                }
            }
            case GROUP -> {
                if (!Set.of(EVERYBODY, AUTHENTICATED, LOG_DELIVERY)
                        .contains(grantee.string("uri").orElse(""))) {
                    throw S3Refusals.invalidArgument("Invalid group uri");
                }
            }
            case "AmazonCustomerByEmail" -> throw byMail();
            default -> throw malformed();
        }
    }

    private static boolean isCanonical(String id) {
        return CANONICAL_ID.matcher(id).matches();
    }

    private static AwsServiceException malformed() {
        return S3Refusals.refusal(
                "MalformedACLError",
                400,
                "The XML you provided was not well-formed or did not validate against our published schema");
    }

    private static AwsServiceException byMail() {
        return S3Refusals.refusal(
                "MethodNotAllowed", 405, "The specified method is not allowed against this resource.");
    }

    /** Returns the stored ACL of a new bucket; refuses one that its settings forbid. */
    public static Value.Map created(String canned, String ownership) {
        var grants = canned(canned);
        if (grants.size() > 1 && ownership.equals(Ownership.ENFORCED)) {
            throw refusedAsEnforced();
        }
        if (isPublic(grants)) {
            throw S3Refusals.refusal(
                    "InvalidBucketAclWithBlockPublicAccessError",
                    400,
                    "Bucket cannot have public ACLs set with BlockPublicAccess enabled");
        }
        return Value.Map.EMPTY.with(GRANTS, Value.of(grants));
    }

    /** Refuses to turn ACLs off while the ACL grants anything to others. */
    static void checkNoneForOthers(S3Buckets buckets, String bucket) {
        var acl = buckets.configuration(bucket, NAME);
        if (acl.isPresent() && !acl.get().list(GRANTS).equals(canned("private"))) {
            throw refusedAsEnforced();
        }
    }

    private static AwsServiceException refusedAsEnforced() {
        return S3Refusals.refusal(
                "InvalidBucketAclWithObjectOwnership",
                400,
                "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting");
    }

    private static boolean isPublic(List<Value> grants) {
        return grants.stream()
                .map(grant -> ((Value.Map) grant).map("grantee").string("uri").orElse(""))
                .anyMatch(Set.of(EVERYBODY, AUTHENTICATED)::contains);
    }

    private static AwsServiceException refusedAsPublic(World world, String bucket) {
        return S3Refusals.refusal(
                "AccessDenied",
                403,
                "User: " + world.callerArn() + " is not authorized to perform: s3:PutBucketAcl on resource: \"arn:"
                        + world.partition() + ":s3:::" + bucket + "\" because public ACLs are prevented by the"
                        + " BlockPublicAcls setting in S3 Block Public Access.");
    }
}
