package dev.setpoint.provider.sandbox.world;

/**
 * The account of the sandbox, and the user whose credentials every call carries.
 *
 * @param id twelve digits
 */
public record Account(String id) {

    /** Account of a sandbox that is given none. */
    public static final Account DEFAULT = new Account("123456789012");

    /** The canonical id of the account as an S3 owner. */
    public static final String CANONICAL_ID = "75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a";

    /** The unique id of the calling user. */
    public static final String USER_ID = "AIDASETPOINTSANDBOX00";

    private static final String USER = "setpoint";

    public String callerArn(String partition) {
        return "arn:" + partition + ":iam::" + id + ":user/" + USER;
    }

    public String rootArn(String partition) {
        return "arn:" + partition + ":iam::" + id + ":root";
    }
}
