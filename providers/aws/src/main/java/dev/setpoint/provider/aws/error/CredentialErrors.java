package dev.setpoint.provider.aws.error;

import java.util.Map;
import java.util.Optional;

/** Errors about credentials, and what a person can do about each. */
final class CredentialErrors {

    private static final String RENEW = "Renew the session: `aws sso login`, or get new temporary credentials.";
    private static final String CHECK =
            "Check the access key and its secret, and that a temporary key comes with its session token.";
    private static final String CLOCK = "Set this machine's clock: it is more than five minutes off.";

    private static final Map<String, String> HINTS = Map.ofEntries(
            Map.entry("ExpiredToken", RENEW),
            Map.entry("ExpiredTokenException", RENEW),
            Map.entry("TokenRefreshRequired", RENEW),
            Map.entry("UnauthorizedException", RENEW),
            Map.entry("InvalidClientTokenId", CHECK),
            Map.entry("InvalidAccessKeyId", CHECK),
            Map.entry("InvalidToken", CHECK),
            Map.entry("AuthFailure", CHECK),
            Map.entry("UnrecognizedClientException", CHECK),
            Map.entry("SignatureDoesNotMatch", CHECK),
            Map.entry("InvalidSignatureException", CHECK),
            Map.entry("IncompleteSignature", CHECK),
            Map.entry("MissingAuthenticationToken", CHECK),
            Map.entry("MissingAuthenticationTokenException", CHECK),
            Map.entry("RequestExpired", CLOCK),
            Map.entry("RequestTimeTooSkewed", CLOCK));

    private CredentialErrors() {}

    /** Empty when the code is about something else. */
    static Optional<String> hint(String code) {
        return Optional.ofNullable(HINTS.get(code));
    }
}
