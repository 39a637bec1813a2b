package dev.setpoint.cli.render.markdown;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.DiagnosticText;
import java.util.List;

/** Diagnostics for a comment or a job summary, each as an alert with the text of a terminal in it. */
final class DiagnosticMarkdown {

    private DiagnosticMarkdown() {}

    /** All diagnostics, with an empty line behind each. */
    static String page(List<Diagnostic> diagnostics) {
        var page = new StringBuilder();
        var text = new DiagnosticText(false);
        for (var diagnostic : diagnostics) {
            page.append(MarkdownText.alert(
                    diagnostic.isError() ? "CAUTION" : "WARNING",
                    MarkdownText.fenced("text", text.render(diagnostic).stripTrailing())));
        }
        return page.toString();
    }
}
