package dev.setpoint.cli.render;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.DiagnosticText;
import java.util.List;

/** Diagnostics for a comment or a job summary: set off, each as the text of a terminal has it. */
public final class DiagnosticMarkdown {

    private DiagnosticMarkdown() {}

    /** One after another, an empty line behind each. */
    public static String page(List<Diagnostic> diagnostics) {
        var page = new StringBuilder();
        var text = new DiagnosticText(false);
        for (var diagnostic : diagnostics) {
            page.append(Markdown.alert(
                    diagnostic.isError() ? "CAUTION" : "WARNING",
                    Markdown.fenced("text", text.render(diagnostic).stripTrailing())));
        }
        return page.toString();
    }
}
