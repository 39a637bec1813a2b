package dev.setpoint.cli.render;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Preview;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The plan for a comment on a pull request: counts, what would be lost, warnings, one folded section for each
 * resource, and a graph of the resources that change. It begins with a {@link CommentMarker}.
 */
public final class PlanMarkdown {

    /** GitHub refuses a longer comment; it counts characters. */
    public static final int LONGEST = 65_536;

    /** A graph with more nodes cannot be read, and GitHub does not draw it. */
    private static final int DRAWN = 80;

    private static final int NOTICE = 200;

    /** As much of a line as GitHub shows without scrolling. */
    private static final int WIDEST = 110;

    private final int limit;

    public PlanMarkdown() {
        this(LONGEST);
    }

    PlanMarkdown(int limit) {
        this.limit = limit;
    }

    /** @param warnings what the stages before the plan had to say */
    public String render(Preview plan, List<Diagnostic> warnings) {
        var head = head(plan, warnings);
        var graph = graph(plan);
        var details = details(plan);
        var room = limit - head.length() - NOTICE;
        if (graph.length() > room / 2) {
            graph = "";
        }
        return head + fitted(details, room - graph.length()) + graph;
    }

    private static String head(Preview plan, List<Diagnostic> warnings) {
        var page = new StringBuilder(CommentMarker.ofStack(plan.stack()).text()).append('\n');
        var verb = switch (plan.mode()) {
            case APPLY -> "Plan for";
            case DESTROY -> "Destroying";
            case REFRESH -> "Refreshing the state of";
        };
        page.append("### ")
                .append(verb)
                .append(" stack ")
                .append(Markdown.code(plan.stack()))
                .append("\n\n");
        page.append(plan.hasChanges() ? "**" + CountText.sentence(plan.counts()) + ".**" : "**No changes.**")
                .append("\n\n");
        forbidden(plan, page);
        var losses = Losses.of(plan);
        if (!losses.isEmpty()) {
            page.append("> [!CAUTION]\n> This destroys data:\n");
            losses.forEach((change, sentences) -> page.append("> - ")
                    .append(Markdown.code(change.address().text()))
                    .append(": ")
                    .append(Markdown.text(String.join(" ", sentences)))
                    .append('\n'));
            page.append('\n');
        }
        var caveats = Caveats.of(plan);
        if (!caveats.isEmpty()) {
            page.append("> [!NOTE]\n");
            caveats.forEach(sentence ->
                    page.append("> - ").append(Markdown.text(sentence)).append('\n'));
            page.append('\n');
        }
        if (!warnings.isEmpty()) {
            page.append("> [!WARNING]\n");
            warnings.forEach(warning -> page.append("> - ")
                    .append(Markdown.text(warning.message()))
                    .append(warning.span()
                            .map(s -> " " + Markdown.code(s.place()))
                            .orElse(""))
                    .append('\n'));
            page.append('\n');
        }
        return page.toString();
    }

    private static void forbidden(Preview plan, StringBuilder page) {
        if (!plan.forbidden().isEmpty()) {
            page.append("> [!CAUTION]\n> Forbidden, so that nothing of this plan can be applied:\n");
            plan.forbidden()
                    .forEach(change -> change.target()
                            .forbidden()
                            .ifPresent(why -> page.append("> - ")
                                    .append(Markdown.text(why.message()))
                                    .append(why.span()
                                            .map(s -> " " + Markdown.code(s.place()))
                                            .orElse(""))
                                    .append(why.hint()
                                            .map(hint -> " " + Markdown.text(hint))
                                            .orElse(""))
                                    .append('\n')));
            page.append('\n');
        }
    }

    private static List<String> details(Preview plan) {
        var sections = new ArrayList<String>();
        for (var change : plan.changes()) {
            var title = "<code>"
                    + Announcement.symbol(change).replace("<", "&lt;").replace(">", "&gt;") + "</code> "
                    + Markdown.html(Announcement.heading(change));
            sections.add(section(title, ChangeLines.of(change)));
        }
        var outputs = OutputLines.of(plan);
        if (!outputs.isEmpty()) {
            sections.add(section("Outputs", outputs));
        }
        return sections;
    }

    /** As many sections as there is room for, and how many there was none for. */
    private static String fitted(List<String> sections, int room) {
        var page = new StringBuilder();
        for (var i = 0; i < sections.size(); i++) {
            if (page.length() + sections.get(i).length() > room) {
                return page.append(
                                "_%d more are left out to keep within the length of a comment: run `setpoint plan` to see them._\n\n"
                                        .formatted(sections.size() - i))
                        .toString();
            }
            page.append(sections.get(i));
        }
        return page.toString();
    }

    private static String section(String title, List<Line> lines) {
        var body = lines.isEmpty()
                ? ""
                : Markdown.fenced("diff", lines.stream().map(PlanMarkdown::diff).collect(Collectors.joining("\n")));
        return "<details><summary>" + title + "</summary>\n\n" + body + "</details>\n\n";
    }

    /** GitHub colours a line of a diff by its first character, and has one ({@code !}) for what only changes. */
    private static String diff(Line line) {
        var symbol = switch (line.mark()) {
            case CHANGED, ALERT, FORBIDDEN -> '!';
            case NONE, ADDED, REMOVED -> line.mark().symbol();
        };
        var indent = symbol + " " + "  ".repeat(line.indent());
        var texts = line.verbatim() ? List.of(line.text()) : Wrap.words(line.text(), WIDEST);
        return (indent + String.join("\n" + indent + "  ", texts)).stripTrailing()
                + (line.note().isEmpty() ? "" : "  # " + line.note());
    }

    private static String graph(Preview plan) {
        if (plan.changes().isEmpty() || plan.changes().size() > DRAWN) {
            return "";
        }
        return "<details><summary>Graph of the changes</summary>\n\n"
                + Markdown.fenced("mermaid", GraphText.mermaid(plan).stripTrailing())
                + "</details>\n";
    }
}
