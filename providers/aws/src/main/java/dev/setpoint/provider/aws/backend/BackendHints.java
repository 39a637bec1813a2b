package dev.setpoint.provider.aws.backend;

import dev.setpoint.engine.spi.ProviderException;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Hints for failed requests of the state's backend: they name the backend's settings, not those of a provider's block. */
record BackendHints(S3Settings settings) {

    ProviderException to(ProviderException e) {
        return hint(e).map(e::hint).orElse(e);
    }

    private Optional<String> hint(ProviderException e) {
        if (e.code().startsWith("KMS.")) {
            return Optional.of("Look at the key: `kmsKey` under `backend`, or else the one in the bucket's default"
                    + " encryption.");
        }
        return switch (e.kind()) {
            case ACCESS_DENIED ->
                Optional.of(e.permission().isEmpty() ? e.hint().orElseGet(() -> permission(e)) : permission(e));
            case CREDENTIALS ->
                e.code().equals("NoCredentials")
                        ? Optional.of("Set `profile` under `backend`, AWS_PROFILE, or AWS_ACCESS_KEY_ID and"
                                + " AWS_SECRET_ACCESS_KEY; with IAM Identity Center run `aws sso login`. The backend's"
                                + " credentials are its own, not those of a provider's block.")
                        : Optional.empty();
            case UNREACHABLE ->
                Optional.of("Check `region` and `endpoint` under `backend`, AWS_ENDPOINT_URL, and the network.");
            case NAME_TAKEN, INVALID, TIMEOUT, CANCELLED, OTHER -> byCode(e);
        };
    }

    private Optional<String> byCode(ProviderException e) {
        return switch (e.code()) {
            case "NoSuchBucket" ->
                Optional.of("Create the bucket, or correct its name in `backend`: `aws s3api create-bucket --bucket "
                        + settings.bucket() + "`.");
            case "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException" ->
                Optional.of("The bucket is in "
                        + region(e).orElse("another region")
                        + ": let `region` under `backend` say so.");
            case "NoRegion" -> Optional.of("Set `region` under `backend`, AWS_REGION, or a region in the profile.");
            default -> Optional.empty();
        };
    }

    private String permission(ProviderException e) {
        var action = e.permission().orElse("s3:*");
        if (!action.startsWith("s3:")) {
            return "Allow `" + action + "` on the key that encrypts the state.";
        }
        return "Allow `" + action + "` on the objects " + settings.bucket() + "/" + settings.key() + "*, and"
                + " `s3:ListBucket` on the bucket: without that, S3 also denies what is not there.";
    }

    /** S3 says where the bucket is, beside refusing. */
    private static Optional<String> region(ProviderException e) {
        return e.getCause() instanceof AwsServiceException refused
                ? Optional.ofNullable(refused.awsErrorDetails())
                        .flatMap(details -> Optional.ofNullable(details.sdkHttpResponse()))
                        .flatMap(response -> response.firstMatchingHeader("x-amz-bucket-region"))
                        .filter(name -> name.matches("[a-z0-9-]{1,63}"))
                : Optional.empty();
    }
}
