package dev.setpoint.provider.aws.error;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import java.net.UnknownHostException;
import java.util.Optional;

/** Failures on this side of the wire: no credentials, no connection, a broken one. */
final class ConnectionErrors {

    private static final String CREDENTIALS_HINT =
            "Set `profile` in the provider's block, AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; "
                    + "with IAM Identity Center run `aws sso login`. `--sandbox` needs none.";

    static final String BROKEN = "ConnectionBroken";

    private ConnectionErrors() {}

    /**
     * @param called {@code kms:CreateKey}
     * @param where it was sent
     */
    static ProviderException translate(Throwable e, String called, String where) {
        return switch (RequestFailure.of(e)) {
            case UNCONNECTED ->
                ProviderException.of(Kind.UNREACHABLE, "Unreachable", unreachable(e, called, where))
                        .hint("Check the region, the `endpoint` setting and AWS_ENDPOINT_URL, and the network.");
            case BROKEN ->
                ProviderException.of(
                                Kind.UNREACHABLE,
                                BROKEN,
                                "The connection broke during " + called + ", which may have been carried out: "
                                        + reason(e))
                        .hint("Run the same command again: it finds what was created.");
            case THROTTLED, BUSY, SERVER, FINAL -> local(e, called);
        };
    }

    private static ProviderException local(Throwable e, String called) {
        var text = reason(e);
        var aboutCredentials = RequestFailure.causes(e)
                .flatMap(cause -> Optional.ofNullable(cause.getMessage()).stream())
                .anyMatch(message -> message.contains("credentials")
                        || message.contains("SSO")
                        || message.contains("Profile file")
                        || message.contains("Token is expired"));
        return aboutCredentials
                ? ProviderException.of(Kind.CREDENTIALS, "NoCredentials", withoutCredentials(text))
                        .hint(CREDENTIALS_HINT)
                : ProviderException.of(Kind.OTHER, "ClientError", called + " could not be sent: " + text);
    }

    /** Shortens the SDK's message when it found no credentials at all: it lists its own classes, each with its complaint. */
    private static String withoutCredentials(String text) {
        return text.contains("CredentialsProviderChain")
                ? "There are none in the environment, in the profile, or from a role of this machine."
                : "There are no usable credentials: " + text;
    }

    private static String unreachable(Throwable e, String called, String where) {
        var unknown = RequestFailure.causes(e)
                .filter(UnknownHostException.class::isInstance)
                .flatMap(cause -> Optional.ofNullable(cause.getMessage()).stream())
                .findFirst();
        return unknown.map(host -> "No host is known as " + host + " (" + called + ").")
                .orElseGet(() -> "Nothing answers at " + where + " (" + called + "): " + reason(e));
    }

    private static String reason(Throwable e) {
        // The innermost message is the one about the matter; what wraps it says "unable to execute".
        var messages = RequestFailure.causes(e)
                .flatMap(cause -> Optional.ofNullable(cause.getMessage()).stream())
                .toList();
        var text = messages.isEmpty() ? e.getClass().getSimpleName() : messages.getLast();
        return text.endsWith(".") ? text : text + ".";
    }
}
