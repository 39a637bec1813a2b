package dev.setpoint.cli.render.markdown;

import dev.setpoint.cli.render.model.OutcomeModel;
import java.util.List;
import java.util.stream.Collectors;

/** Result of apply or destroy, for a job summary or a comment in CI. */
final class OutcomeMarkdown {

    private OutcomeMarkdown() {}

    static String page(OutcomeModel ending) {
        var outcome = ending.outcome();
        var verb = switch (ending.plan().mode()) {
            case APPLY -> "Applying";
            case DESTROY -> "Destroying";
            case REFRESH -> "Refreshing the state of";
        };
        var page = new StringBuilder("### %s stack %s\n\n"
                .formatted(verb, MarkdownText.code(ending.plan().graph().stack().name())));
        if (!ending.plan().hasChanges() && outcome.succeeded()) {
            return page.append("**Nothing to do.**\n").toString();
        }
        page.append("**%s:** %s.\n\n".formatted(ending.title(), ending.counts()));
        page.append(DiagnosticMarkdown.page(ending.problems()));
        ending.undone().forEach((word, names) -> page.append("- undone, %s: %s\n".formatted(word, codes(names))));
        ending.kept()
                .values()
                .forEach(why -> page.append("- could not be undone: ")
                        .append(MarkdownText.code(why.message()))
                        .append('\n'));
        ending.remains()
                .forEach(what -> page.append("- ")
                        .append(MarkdownText.code(what.message()))
                        .append('\n'));
        ending.waiting()
                .forEach((cause, names) ->
                        page.append("- waiting for %s: %s\n".formatted(MarkdownText.code(cause), codes(names))));
        if (!ending.notBegun().isEmpty()) {
            page.append("- not begun: ").append(codes(ending.notBegun())).append('\n');
        }
        if (!ending.keptData().isEmpty()) {
            page.append("- kept, with their data: ")
                    .append(codes(ending.keptData()))
                    .append("; `setpoint destroy` without `--keep-data` removes them\n");
        }
        if (!ending.permissions().isEmpty()) {
            page.append("- to be allowed: ").append(codes(ending.permissions())).append('\n');
        }
        if (!ending.next().isEmpty()) {
            page.append("\n")
                    .append(MarkdownText.fenced("text", ending.next()).stripTrailing())
                    .append('\n');
        }
        if (!ending.done().isEmpty() && outcome.rollback().isEmpty()) {
            page.append("\n<details><summary>Done</summary>\n\n");
            ending.done().forEach((word, names) -> page.append("- %s: %s\n".formatted(word, codes(names))));
            page.append("\n</details>\n");
        }
        return page.toString();
    }

    private static String codes(List<String> names) {
        return names.stream().map(MarkdownText::code).collect(Collectors.joining(", "));
    }
}
