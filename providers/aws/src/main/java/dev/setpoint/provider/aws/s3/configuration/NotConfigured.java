package dev.setpoint.provider.aws.s3.configuration;

import dev.setpoint.engine.spi.ProviderException;
import java.util.Set;
import java.util.function.Predicate;

/** Errors by which S3 says that a bucket has no such configuration. */
public final class NotConfigured {

    /** The feature is absent in this region or partition: behaviour.md#unsupported-features. */
    private static final Set<String> ABSENT = Set.of(
            "NotImplemented", "XNotImplemented", "MethodNotAllowed", "UnsupportedArgument", "UnsupportedOperation");

    private NotConfigured() {}

    /** @param codes of the Get call: the table in behaviour.md#s3-bucket-errors */
    public static Predicate<ProviderException> as(String... codes) {
        var set = Set.of(codes);
        return e -> set.contains(e.code()) || ABSENT.contains(e.code());
    }
}
