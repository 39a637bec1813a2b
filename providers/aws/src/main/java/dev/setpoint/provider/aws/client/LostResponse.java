package dev.setpoint.provider.aws.client;

import java.util.Optional;

/** The answer to a request that may have been carried out although no answer came, found by looking. */
@FunctionalInterface
public interface LostResponse {

    /** Sends every request again. */
    LostResponse UNKNOWN = _ -> Optional.empty();

    /**
     * Asked before the request would be sent again.
     *
     * @param operation as the service calls it: {@code PutObject}
     * @return what the service would have answered; empty when it has not carried the request out
     */
    Optional<Object> to(String operation);
}
