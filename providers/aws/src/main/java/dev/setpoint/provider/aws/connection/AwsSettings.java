package dev.setpoint.provider.aws.connection;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.Realm;
import dev.setpoint.engine.value.Value;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The provider's block in a spec: {@code schemas/providers/aws.schema.json}.
 *
 * @param defaultTags given to every resource that can have tags; secret as a whole or in part, where the spec has it so
 * @param allowedAccountIds the accounts that may be worked in; empty for any
 * @param expectedBucketOwner the account that buckets must belong to; empty for any
 * @param immediate whether the cloud answers consistently at once ({@code consistency: immediate})
 */
public record AwsSettings(
        Optional<String> region,
        Optional<String> profile,
        Optional<AssumeRole> assumeRole,
        Optional<URI> endpoint,
        Value defaultTags,
        Set<String> allowedAccountIds,
        Optional<String> expectedBucketOwner,
        boolean immediate) {

    private static final String REGION = "region";
    private static final int DEFAULT_SESSION_SECONDS = 3600;

    /** A role to act as. */
    public record AssumeRole(String roleArn, String sessionName, Optional<String> externalId, int durationSeconds) {

        private static AssumeRole from(Value.Map settings) {
            return new AssumeRole(
                    settings.string("roleArn").orElse(""),
                    settings.string("sessionName").orElse("setpoint"),
                    settings.string("externalId"),
                    settings.integer("durationSeconds").orElse(DEFAULT_SESSION_SECONDS));
        }
    }

    /** Settings with the region of the realm where they name none. */
    public static Value.Map within(Value.Map settings, Realm realm) {
        return settings.has(REGION)
                ? settings
                : realm.region()
                        .map(region -> settings.with(REGION, Value.of(region)))
                        .orElse(settings);
    }

    public static AwsSettings from(Value.Map settings) {
        return new AwsSettings(
                settings.string(REGION),
                settings.string("profile"),
                settings.has("assumeRole")
                        ? Optional.of(AssumeRole.from(settings.map("assumeRole")))
                        : Optional.empty(),
                settings.string("endpoint").map(AwsSettings::address),
                settings.get("defaultTags").orElse(Value.Map.EMPTY),
                settings.list("allowedAccountIds").stream()
                        .map(AwsSettings::accountId)
                        .collect(Collectors.toUnmodifiableSet()),
                settings.get("expectedBucketOwner").map(AwsSettings::accountId),
                settings.string("consistency").filter("immediate"::equals).isPresent());
    }

    private static URI address(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw ProviderException.of(
                            ProviderException.Kind.INVALID,
                            "NoAddress",
                            "The endpoint `" + text + "` is not a valid URL.")
                    .causedBy(e)
                    .hint("Write an address such as http://localhost:4566.");
        }
    }

    /** YAML reads an unquoted account id as a number. */
    private static String accountId(Value value) {
        return value.revealed() instanceof Value.Num(var number)
                ? String.format(Locale.ROOT, "%012d", number.toBigInteger())
                : value.revealed() instanceof Value.Str(var text) ? text : value.toString();
    }
}
