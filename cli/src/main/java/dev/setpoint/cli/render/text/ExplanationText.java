package dev.setpoint.cli.render.text;

import dev.setpoint.cli.render.lines.WordWrap;
import dev.setpoint.engine.diagnostic.Printable;
import dev.setpoint.engine.explanation.Example;
import dev.setpoint.engine.explanation.Explanation;
import java.util.List;
import java.util.stream.Collectors;

/** Diagnostic codes, for a person. */
final class ExplanationText {

    private final Style style;

    ExplanationText(Style style) {
        this.style = style;
    }

    /** One line for each code, under the heading of its area. */
    String list(List<Explanation> explanations) {
        var page = new StringBuilder();
        var area = "";
        for (var explanation : explanations) {
            if (!explanation.area().equals(area)) {
                area = explanation.area();
                page.append(page.isEmpty() ? "" : "\n")
                        .append(style.strong(area))
                        .append('\n');
            }
            line(page, "  " + explanation.code() + "  ", explanation.title());
        }
        return page.toString();
    }

    /** Whole explanations, with an empty line between each two. */
    String pages(List<Explanation> explanations) {
        return explanations.stream().map(this::page).collect(Collectors.joining("\n"));
    }

    private String page(Explanation explanation) {
        var page = new StringBuilder();
        page.append(style.strong(WordWrap.hanging(explanation.code() + "  ", explanation.title(), style.width())))
                .append("\n\n");
        line(page, "", explanation.meaning());
        page.append('\n');
        example(page, explanation.example());
        page.append('\n');
        line(page, "What to do: ", explanation.fix());
        return page.toString();
    }

    private void example(StringBuilder page, Example example) {
        switch (example) {
            case Example.Spec(var text, var inputs) -> {
                var given = inputs.entrySet().stream()
                        .map(input -> " --input " + input.getKey() + "=" + input.getValue())
                        .collect(Collectors.joining());
                line(page, "", "Example, with `setpoint validate" + given + "`:");
                page.append('\n');
                text.lines()
                        .map(row -> ("    " + Printable.verbatim(row)).stripTrailing())
                        .forEach(row -> page.append(row).append('\n'));
            }
            case Example.Situation(var text, var commands) -> {
                line(page, "Example: ", text);
                line(
                        page,
                        "Reported by: ",
                        commands.stream()
                                .map(command -> "`setpoint " + command + "`")
                                .collect(Collectors.joining(", ")));
            }
        }
    }

    private void line(StringBuilder page, String first, String text) {
        page.append(WordWrap.hanging(first, text, style.width())).append('\n');
    }
}
