package dev.setpoint.provider.aws.equality;

/**
 * The ways to name a KMS key: {@code ID}, {@code arn:…:key/ID}, {@code alias/NAME}, {@code arn:…:alias/NAME}.
 * A multi-region key has one id in several regions, so two ARNs mean the same only when they are equal.
 */
final class KmsKeyReference {

    private static final String KEY = "key/";

    private KmsKeyReference() {}

    static boolean same(String one, String other) {
        return one.equals(other) || names(one, other) || names(other, one);
    }

    private static boolean names(String arn, String plain) {
        if (!ArnOrName.isArn(arn) || ArnOrName.isArn(plain)) {
            return false;
        }
        return plain.equals(plain(arn));
    }

    /** The id or alias that an ARN ends in; any other text as it is. */
    static String plain(String reference) {
        if (!ArnOrName.isArn(reference)) {
            return reference;
        }
        var resource = reference.substring(reference.lastIndexOf(':') + 1);
        return resource.startsWith(KEY) ? resource.substring(KEY.length()) : resource;
    }
}
