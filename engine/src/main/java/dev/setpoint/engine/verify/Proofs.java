package dev.setpoint.engine.verify;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.spi.Check;
import dev.setpoint.engine.spi.Identity;
import java.util.List;

/**
 * The results of {@code setpoint verify} for a stack.
 *
 * @param objects objects that have checks, ordered by address
 */
public record Proofs(String stack, List<Proof> objects) {

    public Proofs {
        objects = List.copyOf(objects);
    }

    /** One object and its checks. */
    public record Proof(Address address, TypeName type, Identity identity, List<Check> checks) {
        public Proof {
            checks = List.copyOf(checks);
        }
    }

    public long count(Check.Verdict verdict) {
        return objects.stream()
                .flatMap(object -> object.checks().stream())
                .filter(check -> check.verdict() == verdict)
                .count();
    }

    public boolean hasFailures() {
        return count(Check.Verdict.FAIL) > 0;
    }
}
