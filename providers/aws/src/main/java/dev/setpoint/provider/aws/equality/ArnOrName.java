package dev.setpoint.provider.aws.equality;

/** Things that may be called by name or by ARN. Two different ARNs never mean the same. */
public final class ArnOrName {

    private ArnOrName() {}

    public static boolean same(String one, String other) {
        return one.equals(other) || endsIn(one, other) || endsIn(other, one);
    }

    /** The name an ARN ends in; any other text as it is. */
    public static String name(String text) {
        return isArn(text) ? text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf(':')) + 1) : text;
    }

    private static boolean endsIn(String arn, String name) {
        return isArn(arn) && !isArn(name) && !name.isEmpty() && (arn.endsWith(":" + name) || arn.endsWith("/" + name));
    }

    static boolean isArn(String text) {
        return text.startsWith("arn:");
    }
}
