package dev.setpoint.cli.render.json;

import dev.setpoint.cli.render.model.Report;
import dev.setpoint.cli.render.spi.Writer;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.util.List;

/** Short result of a command, for a program. Only a document that is ours holds the warnings. */
final class ReportJson implements Writer<Report> {

    @Override
    public String write(Report report, List<Diagnostic> warnings) {
        return report.document() instanceof Value.Map document && !report.foreign()
                ? new JsonDocument<Report>(_ -> document).write(report, warnings)
                : Json.pretty(report.document()) + "\n";
    }

    @Override
    public List<Diagnostic> leftOut(Report report, List<Diagnostic> warnings) {
        return report.document() instanceof Value.Map && !report.foreign() ? List.of() : warnings;
    }
}
