package dev.setpoint.cli.render.markdown;

import dev.setpoint.cli.render.graph.Mermaid;
import dev.setpoint.cli.render.lines.CheckLines;
import dev.setpoint.cli.render.lines.DiffLine;
import dev.setpoint.cli.render.lines.GroupLines;
import dev.setpoint.cli.render.lines.OutputLines;
import dev.setpoint.cli.render.lines.WordWrap;
import dev.setpoint.cli.render.model.ChangeGroup;
import dev.setpoint.cli.render.model.ChangeHeading;
import dev.setpoint.cli.render.model.CountSentence;
import dev.setpoint.cli.render.model.Importance;
import dev.setpoint.cli.render.model.PlanModel;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The plan for a comment on a pull request: counts, what would be lost, warnings, one folded section for each
 * resource, and a graph of the resources that change. It begins with a {@link CommentMarker}.
 */
public final class PlanMarkdown {

    /** Longest comment that GitHub accepts, in characters. */
    public static final int LONGEST = 65_536;

    /** Largest number of nodes in a graph; GitHub does not draw larger ones. */
    private static final int DRAWN = 80;

    /** Part of a comment that one kind of notice may fill: one sixth. */
    private static final int NOTICES = 6;

    /** Number of properties that are named for a change without details. */
    private static final int NAMED = 6;

    /** Width that GitHub shows without scrolling. */
    private static final int WIDEST = 110;

    private final int limit;

    public PlanMarkdown() {
        this(LONGEST);
    }

    public PlanMarkdown(int limit) {
        this.limit = limit;
    }

    /** @param warnings those found before the plan was made */
    public String render(PlanModel plan, List<Diagnostic> warnings) {
        var head = title(plan) + new PlanNotices(limit / NOTICES).of(plan, warnings);
        var graph = graph(plan);
        var sections = sections(plan);
        var room = limit - head.length();
        var whole =
                sections.stream().mapToInt(section -> section.full().length()).sum();
        if (whole + graph.length() > room) {
            graph = "";
        }
        return head + CommentBudget.within(room - graph.length(), sections) + graph;
    }

    private static String title(PlanModel plan) {
        var verb = switch (plan.mode()) {
            case APPLY -> "Plan for";
            case DESTROY -> "Destroying";
            case REFRESH -> "Refreshing the state of";
        };
        var counts = plan.hasChanges() ? CountSentence.of(plan.counts()) : "No changes";
        return "%s\n### %s stack %s\n\n**%s.**\n\n"
                .formatted(CommentMarker.ofStack(plan.stack()).text(), verb, MarkdownText.code(plan.stack()), counts);
    }

    private static List<CommentSection> sections(PlanModel plan) {
        var sections = new ArrayList<CommentSection>();
        for (var group : plan.groups()) {
            var title = ChangeHeading.symbol(group.first()) + " " + group.heading();
            sections.add(new CommentSection(
                    Importance.of(group.first()),
                    section(MarkdownText.summary(title), GroupLines.of(group)),
                    "- " + MarkdownText.code(title + changed(group)) + "\n",
                    group.changes()));
        }
        var outputs = OutputLines.of(plan);
        if (!outputs.isEmpty()) {
            sections.add(new CommentSection(
                    Importance.UPDATE, section("<summary>Outputs</summary>", outputs), "- Outputs\n", List.of()));
        }
        var checks = CheckLines.of(plan);
        if (!checks.isEmpty()) {
            sections.add(new CommentSection(
                    Importance.UPDATE,
                    section("<summary>" + CheckLines.HEADING + "</summary>", checks),
                    "- " + CheckLines.HEADING + "\n",
                    List.of()));
        }
        return sections;
    }

    /** Names of the changed properties, for a change without details. */
    private static String changed(ChangeGroup group) {
        var change = group.first();
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

    private static String section(String summary, List<DiffLine> lines) {
        var body = lines.isEmpty()
                ? ""
                : MarkdownText.fenced(
                        "diff", lines.stream().map(PlanMarkdown::diff).collect(Collectors.joining("\n")));
        return "<details>" + summary + "\n\n" + body + "</details>\n\n";
    }

    /** GitHub colours a line of a diff by its first character, and has one ({@code !}) for what only changes. */
    private static String diff(DiffLine line) {
        var symbol = switch (line.mark()) {
            case CHANGED, ALERT, FORBIDDEN -> '!';
            case NONE, ADDED, REMOVED -> line.mark().symbol();
        };
        var indent = symbol + " " + "  ".repeat(line.indent());
        var texts = line.verbatim() ? List.of(line.text()) : WordWrap.words(line.text(), WIDEST);
        return (indent + String.join("\n" + indent + "  ", texts)).stripTrailing()
                + (line.note().isEmpty() ? "" : "  # " + line.note());
    }

    private static String graph(PlanModel plan) {
        if (plan.changes().isEmpty() || plan.changes().size() > DRAWN) {
            return "";
        }
        return "<details><summary>Graph of the changes</summary>\n\n"
                + MarkdownText.fenced("mermaid", Mermaid.of(plan).stripTrailing())
                + "</details>\n";
    }
}
