package dev.setpoint.cli.render.markdown;

import dev.setpoint.cli.render.model.OutcomeModel;
import java.util.List;
import java.util.stream.Collectors;

/** Result of apply or destroy, for a job summary or a comment in CI. */
final class OutcomeMarkdown {

    private OutcomeMarkdown() {}

    static String page(OutcomeModel result) {
        var outcome = result.outcome();
        var verb = switch (result.plan().mode()) {
            case APPLY -> "Applying";
            case DESTROY -> "Destroying";
            case REFRESH -> "Refreshing the state of";
        };
        var page = new StringBuilder("### %s stack %s\n\n"
                .formatted(verb, MarkdownText.code(result.plan().graph().stack().name())));
        if (!result.plan().hasChanges() && outcome.succeeded()) {
            return page.append("**Nothing to do.**\n").toString();
        }
        page.append("**%s:** %s.\n\n".formatted(result.title(), result.counts()));
        page.append(DiagnosticMarkdown.page(result.problems()));
        result.undone().forEach((word, names) -> page.append("- undone, %s: %s\n".formatted(word, codes(names))));
        result.kept()
                .values()
                .forEach(why -> page.append("- could not be undone: ")
                        .append(MarkdownText.code(why.message()))
                        .append('\n'));
        result.remains()
                .forEach(what -> page.append("- ")
                        .append(MarkdownText.code(what.message()))
                        .append('\n'));
        result.waiting()
                .forEach((cause, names) ->
                        page.append("- waiting for %s: %s\n".formatted(MarkdownText.code(cause), codes(names))));
        if (!result.notBegun().isEmpty()) {
            page.append("- not started when the run was stopped: ")
                    .append(codes(result.notBegun()))
                    .append('\n');
        }
        if (!result.keptData().isEmpty()) {
            page.append("- kept, with their data: ")
                    .append(codes(result.keptData()))
                    .append("; `setpoint destroy` without `--keep-data` removes them\n");
        }
        if (!result.permissions().isEmpty()) {
            page.append("- missing permissions: ")
                    .append(codes(result.permissions()))
                    .append('\n');
        }
        if (!result.next().isEmpty()) {
            page.append("\n")
                    .append(MarkdownText.fenced("text", result.next()).stripTrailing())
                    .append('\n');
        }
        if (!result.done().isEmpty() && outcome.rollback().isEmpty()) {
            page.append("\n<details><summary>Done</summary>\n\n");
            result.done().forEach((word, names) -> page.append("- %s: %s\n".formatted(word, codes(names))));
            page.append("\n</details>\n");
        }
        return page.toString();
    }

    private static String codes(List<String> names) {
        return names.stream().map(MarkdownText::code).collect(Collectors.joining(", "));
    }
}
