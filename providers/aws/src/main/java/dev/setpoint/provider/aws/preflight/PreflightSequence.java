package dev.setpoint.provider.aws.preflight;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.PlannedChange;
import dev.setpoint.engine.spi.PlannedChanges;
import dev.setpoint.engine.spi.Preflight;
import java.util.List;

/** Several looks at one change, one after the other. */
public record PreflightSequence(List<Preflight> looks) implements Preflight {

    public static Preflight of(Preflight... looks) {
        return new PreflightSequence(List.of(looks));
    }

    @Override
    public List<Finding> look(PlannedChange what, PlannedChanges all, Call call) {
        return looks.stream()
                .flatMap(each -> each.look(what, all, call).stream())
                .toList();
    }
}
