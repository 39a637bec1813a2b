package dev.setpoint.cli.render;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
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

    /** No kind of notice may fill more than this part of a comment. */
    private static final int NOTICES = 6;

    /** Properties of a change that is only named. */
    private static final int NAMED = 6;

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
        var head = title(plan) + new Notices(limit / NOTICES).of(plan, warnings);
        var graph = graph(plan);
        var sections = sections(plan);
        var room = limit - head.length();
        var whole =
                sections.stream().mapToInt(section -> section.full().length()).sum();
        if (whole + graph.length() > room) {
            graph = "";
        }
        return head + Sections.within(room - graph.length(), sections) + graph;
    }

    private static String title(Preview plan) {
        var verb = switch (plan.mode()) {
            case APPLY -> "Plan for";
            case DESTROY -> "Destroying";
            case REFRESH -> "Refreshing the state of";
        };
        var counts = plan.hasChanges() ? CountText.sentence(plan.counts()) : "No changes";
        return "%s\n### %s stack %s\n\n**%s.**\n\n"
                .formatted(CommentMarker.ofStack(plan.stack()).text(), verb, Markdown.code(plan.stack()), counts);
    }

    private static List<Section> sections(Preview plan) {
        var sections = new ArrayList<Section>();
        for (var alike : Alike.of(plan.changes())) {
            var title = Announcement.symbol(alike.first()) + " " + alike.heading();
            sections.add(new Section(
                    Weight.of(alike.first()),
                    section(Markdown.summary(title), alike.lines()),
                    "- " + Markdown.code(title + changed(alike)) + "\n",
                    alike.changes()));
        }
        var outputs = OutputLines.of(plan);
        if (!outputs.isEmpty()) {
            sections.add(new Section(
                    Weight.UPDATE, section("<summary>Outputs</summary>", outputs), "- Outputs\n", List.of()));
        }
        return sections;
    }

    /** Names of the changed properties, where there is no room for more. */
    private static String changed(Alike alike) {
        var change = alike.first();
        if (change.effect() instanceof Change.Create) {
            return "";
        }
        var paths = change.properties().stream()
                .map(property -> property.path().toString())
                .distinct()
                .toList();
        var named = String.join(", ", paths.stream().limit(NAMED).toList());
        return paths.isEmpty()
                ? ""
                : ": " + named + (paths.size() > NAMED ? " and %s more".formatted(paths.size() - NAMED) : "");
    }

    private static String section(String summary, List<Line> lines) {
        var body = lines.isEmpty()
                ? ""
                : Markdown.fenced("diff", lines.stream().map(PlanMarkdown::diff).collect(Collectors.joining("\n")));
        return "<details>" + summary + "\n\n" + body + "</details>\n\n";
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
