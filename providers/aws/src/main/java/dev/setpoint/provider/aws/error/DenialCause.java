package dev.setpoint.provider.aws.error;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Causes of an AccessDenied that its message tells, each with what mends it. A permission that is missing is one of
 * many: an explicit deny stays a deny whatever is allowed besides.
 */
public enum DenialCause {
    PUBLIC_POLICY(
            "blockpublicpolicy",
            "Block Public Access forbids it: this policy lets everybody in. Narrow its `Principal` or add a"
                    + " `Condition`. If it is meant to be public, set `publicAccessBlock: {blockPublicPolicy: false}` on"
                    + " the bucket, and in the account (`aws.s3.accountPublicAccessBlock`) where that blocks it too."),
    PUBLIC_ACL(
            "blockpublicacls|acls\\) are (prevented|blocked)",
            "Block Public Access forbids public ACLs. Use a bucket policy in the place of the ACL, or set"
                    + " `blockPublicAcls: false` on the bucket and in the account."),
    PUBLIC_ACCESS(
            "block public access|restrictpublicbuckets",
            "Block Public Access forbids it, on the bucket or in the account. Change `publicAccessBlock` of the bucket"
                    + " or `aws.s3.accountPublicAccessBlock`."),
    SERVICE_CONTROL(
            "explicit deny in a service control policy",
            "A service control policy of the organization denies `%s`%s: allowing it in IAM changes nothing. Ask those"
                    + " who manage the organization."),
    RESOURCE_CONTROL(
            "explicit deny in a resource control policy",
            "A resource control policy of the organization denies `%s`%s: allowing it in IAM changes nothing. Ask"
                    + " those who manage the organization."),
    BOUNDARY(
            "explicit deny in a permissions boundary",
            "The permissions boundary of the identity denies `%s`%s: remove or narrow that `Deny`. Allowing it"
                    + " elsewhere changes nothing."),
    SESSION(
            "explicit deny in a session policy",
            "The policy of the session denies `%s`%s: start the session without that `Deny`. Allowing it elsewhere"
                    + " changes nothing."),
    ENDPOINT(
            "explicit deny in a vpc endpoint policy",
            "The policy of the VPC endpoint denies `%s`%s: remove or narrow that `Deny`, or do not go through the"
                    + " endpoint."),
    RESOURCE(
            "explicit deny in a resource-based policy",
            "The policy of the resource itself denies `%s`%s: remove or narrow that `Deny`. Allowing it in IAM changes"
                    + " nothing. Of a bucket, the account's root user can always delete the policy."),
    IDENTITY(
            "explicit deny in an identity-based policy",
            "A policy of the identity denies `%s`%s: remove or narrow that `Deny`. Another policy that allows it"
                    + " changes nothing."),
    OTHER_DENY(
            "explicit deny",
            "A policy denies `%s`%s: find its `Deny` and remove or narrow it. Allowing it elsewhere changes nothing."),
    NO_SERVICE_CONTROL(
            "no service control policy allows",
            "No service control policy of the organization allows `%s`%s. Ask those who manage the organization."),
    NO_RESOURCE_CONTROL(
            "no resource control policy allows",
            "No resource control policy of the organization allows `%s`%s. Ask those who manage the organization."),
    NO_BOUNDARY(
            "no permissions boundary allows",
            "The permissions boundary of the identity does not allow `%s`%s: allow it there, and in a policy of the"
                    + " identity."),
    NO_SESSION("no session policy allows", "The policy of the session does not allow `%s`%s: allow it there."),
    NO_ENDPOINT(
            "no vpc endpoint policy allows",
            "The policy of the VPC endpoint does not allow `%s`%s: allow it there, or do not go through the endpoint."),
    KEY(
            "resource does not exist in this region, no resource-based polic",
            "Allow `%s`%s in the key's own policy as well as to the identity, and check that the key is in this"
                    + " region."),
    NO_RESOURCE("no resource-based policy allows", "The policy of the resource does not allow `%s`%s: allow it there.");

    private static final Pattern POLICY = Pattern.compile("policy:? (?<arn>arn:\\S*[^\\s.,])");

    private final Pattern words;
    private final String hint;

    DenialCause(String words, String hint) {
        this.words = Pattern.compile(words);
        this.hint = hint;
    }

    /** Empty where AWS tells no cause, or a missing permission of the identity is the cause. */
    public static Optional<DenialCause> in(String message) {
        var lower = message.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(cause -> cause.words.matcher(lower).find())
                .findFirst();
    }

    /** Advice where S3 says no more than {@code Access Denied}. */
    public static String untold(String action) {
        return "Allow `" + action
                + "` to the identity. Where it is allowed already, S3 does not say what denies it: look at the"
                + " bucket's policy, Block Public Access, Object Ownership, requester pays, the policy of the KMS key"
                + " and service control policies.";
    }

    /** Advice for an error by which S3 refuses ACLs. */
    public static Optional<String> ofAcls(String code) {
        return switch (code) {
            case "AccessControlListNotSupported", "InvalidBucketAclWithObjectOwnership" ->
                Optional.of("Object Ownership `BucketOwnerEnforced` turns ACLs off. Remove the ACL, or set"
                        + " `ownership: BucketOwnerPreferred` on the bucket.");
            default -> Optional.empty();
        };
    }

    /** @param action that was denied */
    public String hint(String action, String message) {
        var policy = POLICY.matcher(message);
        return hint.formatted(action, policy.find() ? " (" + policy.group("arn") + ")" : "");
    }
}
