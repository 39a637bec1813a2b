package dev.setpoint.provider.aws.kms;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.PlannedChange;
import dev.setpoint.engine.spi.PlannedChanges;
import dev.setpoint.engine.spi.Preflight;
import dev.setpoint.provider.aws.client.Aws;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Pre-flight look that says when a key's deletion becomes final. See behaviour.md#kms-key-deletion. */
public final class KeyPreflight implements Preflight {

    private static final int DATE = "2026-01-31".length();

    private final Aws aws;

    public KeyPreflight(Aws aws) {
        this.aws = aws;
    }

    @Override
    public List<Finding> look(PlannedChange what, PlannedChanges all, Call call) {
        if (!what.deletes()) {
            return List.of();
        }
        var date = aws.now().plus(KeyProperties.window(what.last()), ChronoUnit.DAYS);
        return List.of(Finding.loss(
                what,
                "With everything under it, it is gone for ever on %s, or when its last replica is, if that is later."
                        .formatted(date.toString().substring(0, DATE))));
    }
}
