package dev.setpoint.engine.spi;

import dev.setpoint.engine.address.Address;
import java.util.Optional;

/**
 * Finding of a pre-flight check or a plan rule about one planned change.
 *
 * @param identity of the object, where the address may have several
 * @param property of the spec that it is about
 * @param sentence what is so
 * @param hint what to do about it
 */
public record Finding(
        Kind kind,
        Address address,
        Optional<Identity> identity,
        Optional<String> property,
        String sentence,
        Optional<String> hint) {

    /** Consequence of the finding. */
    public enum Kind {
        /** It would fail. */
        OBSTACLE,
        /** It may fail. */
        CONCERN,
        /** This would be lost. */
        LOSS
    }

    public static Finding obstacle(PlannedChange what, String sentence, String hint) {
        return of(Kind.OBSTACLE, what, sentence, Optional.of(hint));
    }

    public static Finding obstacle(Address address, String sentence, String hint) {
        return new Finding(Kind.OBSTACLE, address, Optional.empty(), Optional.empty(), sentence, Optional.of(hint));
    }

    public static Finding concern(PlannedChange what, String sentence, String hint) {
        return of(Kind.CONCERN, what, sentence, Optional.of(hint));
    }

    public static Finding concern(Address address, String sentence, String hint) {
        return new Finding(Kind.CONCERN, address, Optional.empty(), Optional.empty(), sentence, Optional.of(hint));
    }

    public static Finding loss(PlannedChange what, String sentence) {
        return of(Kind.LOSS, what, sentence, Optional.empty());
    }

    public Finding about(String path) {
        return new Finding(kind, address, identity, Optional.of(path), sentence, hint);
    }

    private static Finding of(Kind kind, PlannedChange what, String sentence, Optional<String> hint) {
        return new Finding(kind, what.address(), what.identity(), Optional.empty(), sentence, hint);
    }
}
