package dev.setpoint.cli.reference;

import dev.setpoint.engine.explanation.Example;
import dev.setpoint.engine.explanation.Explanation;
import dev.setpoint.engine.explanation.Explanations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** Pages of the diagnostic codes, one for each area. */
final class DiagnosticPages {

    private DiagnosticPages() {}

    static List<Page> of(Explanations explanations) {
        return explanations.all().stream()
                .collect(Collectors.groupingBy(Explanation::area, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(area -> page(area.getKey(), area.getValue()))
                .toList();
    }

    private static Page page(String area, List<Explanation> codes) {
        return new Page(
                Chapter.DIAGNOSTICS,
                "errors-" + LanguagePages.name(area),
                codes.size() + " codes from " + codes.getFirst().code() + " on.",
                "# " + area + "\n\n"
                        + codes.stream().map(DiagnosticPages::section).collect(Collectors.joining("\n")));
    }

    private static String section(Explanation explanation) {
        return "## %s: %s\n\n%s\n\n%s\n\nWhat to do: %s\n"
                .formatted(
                        explanation.code(),
                        explanation.title(),
                        explanation.meaning(),
                        example(explanation.example()),
                        explanation.fix());
    }

    private static String example(Example example) {
        return switch (example) {
            case Example.Spec spec -> "Example:\n\n```text\n" + spec.text().strip() + "\n```";
            case Example.Situation situation -> "Example: " + situation.text();
        };
    }
}
