package dev.setpoint.provider.aws.s3;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.value.Value;
import java.util.regex.Pattern;

/** The name of a bucket where a spec may give the bucket's ARN as well. */
final class BucketName {

    private static final Pattern ARN = Pattern.compile("^arn:[a-z-]+:s3:::");

    private BucketName() {}

    static String of(Value.Map properties, String property) {
        var name = properties
                .string(property)
                .orElseThrow(() -> ProviderException.of(
                                Kind.INVALID, "InvalidBucketName", "`" + property + "` must be the name of a bucket.")
                        .about(property));
        return ARN.matcher(name).replaceFirst("");
    }
}
