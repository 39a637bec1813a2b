package dev.setpoint.cli.render.json;

import dev.setpoint.cli.render.model.PlanResult;
import dev.setpoint.cli.render.spi.Writer;
import dev.setpoint.engine.diagnostic.Diagnostic;
import java.util.List;

/** Plans for a program: the same text as in a saved plan, which has no place for warnings. */
final class PlanJson implements Writer<PlanResult> {

    @Override
    public String write(PlanResult result, List<Diagnostic> warnings) {
        return result.saved().text();
    }
}
