package dev.setpoint.provider.aws.connection;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/**
 * Credentials as AWS's own tools find them: the setting {@code profile}, the key variables, then the SDK's
 * chain (web identity, profile, IAM Identity Center, container, instance); then the role to assume, if any.
 */
final class Credentials {

    private static final String KEY_ID = "AWS_ACCESS_KEY_ID";
    private static final String SECRET = "AWS_SECRET_ACCESS_KEY";
    private static final String WEB_IDENTITY = "AWS_WEB_IDENTITY_TOKEN_FILE";

    /** Settings, or their beginnings, of which a profile with credentials has at least one. */
    private static final List<String> SOURCES =
            List.of("aws_access_key_id", "role_arn", "sso_", "credential_process", "web_identity_token_file");

    private Credentials() {}

    /**
     * @param sts makes the client that assumes the role, with the credentials it is given
     * @throws ProviderException for half a key, a profile that is not there or files that cannot be read
     */
    static AwsCredentialsProvider of(
            AwsSettings settings,
            Map<String, String> environment,
            Profiles profiles,
            Function<AwsCredentialsProvider, StsClient> sts) {
        var own = own(settings, environment, profiles);
        return settings.assumeRole()
                .<AwsCredentialsProvider>map(role -> StsAssumeRoleCredentialsProvider.builder()
                        .stsClient(sts.apply(own))
                        .refreshRequest(request(role))
                        .build())
                .orElse(own);
    }

    private static AwsCredentialsProvider own(
            AwsSettings settings, Map<String, String> environment, Profiles profiles) {
        var keys = settings.profile().isPresent() ? Optional.<AwsCredentials>empty() : keys(environment);
        if (keys.isPresent()) {
            return StaticCredentialsProvider.create(keys.get());
        }
        var profile = profiles.inUse(settings);
        // The chain would go on past a profile that fails, and then could not say why it did.
        if (settings.profile().isPresent()
                || (!environment.containsKey(WEB_IDENTITY)
                        && profile.filter(Credentials::isSource).isPresent())) {
            return ProfileCredentialsProvider.builder()
                    .profileFile(profiles::file)
                    .profileName(profiles.name(settings))
                    .build();
        }
        return DefaultCredentialsProvider.builder()
                .profileFile(profiles::file)
                .profileName(profiles.name(settings))
                .build();
    }

    private static boolean isSource(Profile profile) {
        return profile.properties().keySet().stream()
                .anyMatch(name -> SOURCES.stream().anyMatch(name::startsWith));
    }

    private static Optional<AwsCredentials> keys(Map<String, String> environment) {
        var id = variable(environment, KEY_ID);
        var secret = variable(environment, SECRET);
        if (id.isPresent() != secret.isPresent()) {
            throw ProviderException.of(
                            Kind.CREDENTIALS,
                            "HalfAKey",
                            "%s is set, and %s is not."
                                    .formatted(id.isPresent() ? KEY_ID : SECRET, id.isPresent() ? SECRET : KEY_ID))
                    .hint("Set both, or neither and use a profile.");
        }
        return id.map(known -> variable(environment, "AWS_SESSION_TOKEN")
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(known, secret.orElseThrow(), token))
                .orElseGet(() -> AwsBasicCredentials.create(known, secret.orElseThrow())));
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
    }

    private static AssumeRoleRequest request(AwsSettings.AssumeRole role) {
        var request = AssumeRoleRequest.builder()
                .roleArn(role.roleArn())
                .roleSessionName(role.sessionName())
                .durationSeconds(role.durationSeconds());
        role.externalId().ifPresent(request::externalId);
        return request.build();
    }
}
