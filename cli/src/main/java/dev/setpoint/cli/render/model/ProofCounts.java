package dev.setpoint.cli.render.model;

import dev.setpoint.engine.spi.Check;
import dev.setpoint.engine.verify.Proofs;

/** Counts of the checks of verify. */
public final class ProofCounts {

    private ProofCounts() {}

    /** {@code 12 checks passed, 1 failed, 0 could not be made.} */
    public static String sentence(Proofs proofs) {
        if (proofs.objects().isEmpty()) {
            return "no resource has checks.";
        }
        return "%s checks passed, %s failed, %s could not be made."
                .formatted(
                        proofs.count(Check.Verdict.PASS),
                        proofs.count(Check.Verdict.FAIL),
                        proofs.count(Check.Verdict.UNCHECKED));
    }
}
