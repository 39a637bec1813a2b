package dev.setpoint.engine.spi;

import java.util.Optional;

/**
 * The settings of a spec that decide where requests go and with whose credentials. Values from the environment are not
 * included, because the operator sets them.
 *
 * @param endpoint an address other than the cloud's own; empty where requests go to the cloud
 * @param role that is assumed
 */
public record Reach(
        Optional<String> endpoint, Optional<String> region, Optional<String> profile, Optional<String> role) {

    /** No requests, or none that a spec decides on. */
    public static final Reach NONE = new Reach(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
