package dev.setpoint.provider.aws.config;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.provider.aws.call.Eventually.Settled;
import java.time.Duration;

/** What the types of Config have in common: their calls take over what is there already. */
final class Puts {

    static final Duration PROPAGATION = Duration.ofMinutes(2);
    static final Settled SEEN = new Settled(3, Duration.ofSeconds(1), PROPAGATION);

    private Puts() {}

    /** A Put would change somebody else's object without a word. */
    static void refuse(boolean exists, String thing, String name) {
        if (exists) {
            throw ProviderException.of(
                            Kind.NAME_TAKEN,
                            "AlreadyExists",
                            "The " + thing + " " + name + " exists already, and this stack did not make it.")
                    .about("name")
                    .hint("To manage it here, write `import: " + name + "` in its block.");
        }
    }
}
