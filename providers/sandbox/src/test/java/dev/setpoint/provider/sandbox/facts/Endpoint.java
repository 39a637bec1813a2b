package dev.setpoint.provider.sandbox.facts;

import dev.setpoint.provider.sandbox.Sandbox;
import software.amazon.awssdk.core.SdkClient;

/** A cloud that facts are tried on. */
@FunctionalInterface
interface Endpoint {

    /** Returns the client of a service in a region. */
    <C extends SdkClient> C client(Class<C> type, String region);

    static Endpoint of(Sandbox sandbox) {
        return sandbox::client;
    }
}
