package dev.setpoint.provider.aws;

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
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/**
 * Credentials as AWS's own tools find them: the setting {@code profile}, the key variables, then the SDK's
 * chain (profile, IAM Identity Center, web identity, container, instance); then the role to assume, if any.
 */
final class Credentials {

    private static final String DEFAULT_PROFILE = "default";

    private Credentials() {}

    /** @param sts makes the client that assumes the role, with the credentials it is given */
    static AwsCredentialsProvider of(
            AwsSettings settings, Map<String, String> environment, Function<AwsCredentialsProvider, StsClient> sts) {
        var own = own(settings, environment);
        return settings.assumeRole()
                .<AwsCredentialsProvider>map(role -> StsAssumeRoleCredentialsProvider.builder()
                        .stsClient(sts.apply(own))
                        .refreshRequest(request(role))
                        .build())
                .orElse(own);
    }

    /** The profile in use. */
    static String profile(AwsSettings settings, Map<String, String> environment) {
        return settings.profile()
                .or(() -> Optional.ofNullable(environment.get("AWS_PROFILE")))
                .orElse(DEFAULT_PROFILE);
    }

    private static AwsCredentialsProvider own(AwsSettings settings, Map<String, String> environment) {
        if (settings.profile().isPresent()) {
            return ProfileCredentialsProvider.create(profile(settings, environment));
        }
        return keys(environment)
                .<AwsCredentialsProvider>map(StaticCredentialsProvider::create)
                .orElseGet(() -> DefaultCredentialsProvider.builder()
                        .profileName(profile(settings, environment))
                        .build());
    }

    private static Optional<AwsCredentials> keys(Map<String, String> environment) {
        var id = environment.get("AWS_ACCESS_KEY_ID");
        var secret = environment.get("AWS_SECRET_ACCESS_KEY");
        var token = environment.get("AWS_SESSION_TOKEN");
        if (id == null || secret == null) {
            return Optional.empty();
        }
        return Optional.of(
                token == null || token.isBlank()
                        ? AwsBasicCredentials.create(id, secret)
                        : AwsSessionCredentials.create(id, secret, token));
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
