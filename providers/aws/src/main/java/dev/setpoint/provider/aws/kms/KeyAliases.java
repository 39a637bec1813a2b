package dev.setpoint.provider.aws.kms;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.provider.aws.client.Aws;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.arns.Arn;

/** Keys that aliases stand for. What KMS has said is asked again only if it does not fit any more. */
public final class KeyAliases {

    private static final String PREFIX = "alias/";

    private final Aws aws;
    private final Map<Alias, String> keys = new ConcurrentHashMap<>();

    public KeyAliases(Aws aws) {
        this.aws = aws;
    }

    /** @param name with its prefix, or its ARN */
    private record Alias(String region, String name) {}

    static boolean isAlias(String name) {
        return name.startsWith(PREFIX) || (name.startsWith("arn:") && name.contains(":" + PREFIX));
    }

    /**
     * Returns true if the alias stands for the key; false also when the caller may not ask.
     *
     * @param key its id or ARN
     */
    boolean isOf(String alias, String key, Call call) {
        var asked = new Alias(region(alias).or(() -> region(key)).orElseGet(aws::region), alias);
        var known = Optional.ofNullable(keys.get(asked));
        if (known.filter(arn -> names(arn, key)).isPresent()) {
            return true;
        }
        var found = ask(asked, call);
        found.ifPresent(arn -> keys.put(asked, arn));
        return found.filter(arn -> names(arn, key)).isPresent();
    }

    private static boolean names(String arn, String key) {
        return key.startsWith("arn:") ? arn.equals(key) : arn.endsWith("/" + key);
    }

    private static Optional<String> region(String name) {
        return Arn.tryFromString(name).flatMap(Arn::region);
    }

    /** Without an answer, names are compared as they are written. */
    private Optional<String> ask(Alias alias, Call call) {
        try {
            return Optional.of(aws.kms(call, alias.region())
                    .describeKey(r -> r.keyId(alias.name()))
                    .keyMetadata()
                    .arn());
        } catch (ProviderException e) {
            return switch (e.kind()) {
                case ACCESS_DENIED, INVALID, NAME_TAKEN, OTHER -> Optional.empty();
                case CREDENTIALS, UNREACHABLE, TIMEOUT, CANCELLED -> throw e;
            };
        }
    }
}
