package dev.setpoint.provider.aws.connection;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.profiles.ProfileProperty;

/** The region as AWS's own tools find it: the setting, AWS_REGION, AWS_DEFAULT_REGION, the profile. */
final class Regions {

    private Regions() {}

    /** @throws ProviderException when none is configured */
    static String resolve(AwsSettings settings, Map<String, String> environment, Profiles profiles) {
        return settings.region()
                .or(() -> variable(environment, "AWS_REGION"))
                .or(() -> variable(environment, "AWS_DEFAULT_REGION"))
                .or(() -> profiles.inUse(settings).flatMap(profile -> profile.property(ProfileProperty.REGION)))
                .orElseThrow(() -> ProviderException.of(Kind.INVALID, "NoRegion", "No AWS region is configured.")
                        .hint("Set `region` in the provider's block, AWS_REGION, or a region in the profile."));
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
    }
}
