package dev.setpoint.engine.spi;

import dev.setpoint.engine.address.Address;
import java.util.Optional;

/**
 * What a look at the cloud, or at the whole plan, says of something that is about to be done.
 *
 * @param property of the spec that it is about
 * @param sentence what is so
 * @param hint what to do about it
 */
public record Finding(Kind kind, Address address, Optional<String> property, String sentence, Optional<String> hint) {

    /** What follows from it. */
    public enum Kind {
        /** It would fail. */
        OBSTACLE,
        /** It may fail. */
        CONCERN,
        /** This would be lost. */
        LOSS
    }

    public static Finding obstacle(Undertaking what, String sentence, String hint) {
        return obstacle(what.address(), sentence, hint);
    }

    public static Finding obstacle(Address address, String sentence, String hint) {
        return new Finding(Kind.OBSTACLE, address, Optional.empty(), sentence, Optional.of(hint));
    }

    public static Finding concern(Undertaking what, String sentence, String hint) {
        return concern(what.address(), sentence, hint);
    }

    public static Finding concern(Address address, String sentence, String hint) {
        return new Finding(Kind.CONCERN, address, Optional.empty(), sentence, Optional.of(hint));
    }

    public static Finding loss(Undertaking what, String sentence) {
        return new Finding(Kind.LOSS, what.address(), Optional.empty(), sentence, Optional.empty());
    }

    public Finding about(String path) {
        return new Finding(kind, address, Optional.of(path), sentence, hint);
    }
}
