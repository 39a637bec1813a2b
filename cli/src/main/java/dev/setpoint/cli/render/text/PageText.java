package dev.setpoint.cli.render.text;

import dev.setpoint.cli.reference.Chapter;
import dev.setpoint.cli.reference.Page;
import dev.setpoint.cli.render.lines.WordWrap;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Pages of the reference, for a person. */
final class PageText {

    private static final String FENCE = "```";
    /** A line of a paragraph: no heading, item, row, fence or empty line. */
    private static final Pattern PROSE = Pattern.compile("(?!#+ |\\s*- |\\||```|\\s*$).+");

    private static final Pattern HEADING = Pattern.compile("#+ (.+)");
    private static final Pattern ITEM = Pattern.compile("( *- )(.*)");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)]\\([^)]+\\)");

    private final Style style;

    PageText(Style style) {
        this.style = style;
    }

    /** One line for each page, under the heading of its chapter. */
    String list(List<Page> pages) {
        var list = new StringBuilder();
        for (var chapter : Chapter.values()) {
            var of = pages.stream().filter(page -> page.chapter() == chapter).toList();
            if (!of.isEmpty()) {
                list.append(list.isEmpty() ? "" : "\n");
                list.append(style.strong(chapter.title())).append('\n');
                entries(list, of);
            }
        }
        return list.toString();
    }

    private void entries(StringBuilder list, List<Page> pages) {
        var widest = pages.stream().mapToInt(page -> page.name().length()).max().orElse(0);
        for (var page : pages) {
            var name = page.name() + " ".repeat(widest - page.name().length());
            line(list, "  " + name + "  ", page.summary());
        }
    }

    /** The page with headings in bold, code indented, and links as their texts. */
    String page(Page page) {
        var text = new StringBuilder();
        var paragraph = new ArrayList<String>();
        var code = false;
        for (var line : page.markdown().lines().toList()) {
            if (!code && PROSE.matcher(line).matches()) {
                paragraph.add(line.strip());
                continue;
            }
            end(text, paragraph);
            if (line.startsWith(FENCE)) {
                code = !code;
            } else if (code) {
                text.append(("    " + line).stripTrailing()).append('\n');
            } else {
                structure(text, line);
            }
        }
        end(text, paragraph);
        return text.toString();
    }

    /** Writes the lines of a paragraph as one, since the document's own breaks are for its editors. */
    private void end(StringBuilder text, List<String> paragraph) {
        if (!paragraph.isEmpty()) {
            line(text, "", linkless(String.join(" ", paragraph)));
            paragraph.clear();
        }
    }

    private static String linkless(String line) {
        return LINK.matcher(line).replaceAll("$1");
    }

    /** Writes a heading, an item of a list, a row of a table or an empty line. */
    private void structure(StringBuilder text, String line) {
        var heading = HEADING.matcher(line);
        var item = ITEM.matcher(line);
        if (heading.matches()) {
            text.append(style.strong(heading.group(1))).append('\n');
        } else if (item.matches()) {
            line(text, item.group(1), linkless(item.group(2)));
        } else {
            text.append(linkless(line)).append('\n');
        }
    }

    private void line(StringBuilder text, String first, String rest) {
        text.append(WordWrap.hanging(first, rest, style.width())).append('\n');
    }
}
