package dev.setpoint.cli.render.markdown;

import dev.setpoint.cli.reference.Chapter;
import dev.setpoint.cli.reference.Page;
import java.util.List;
import java.util.function.Function;

/** List of the pages of the reference. */
public final class PageMarkdown {

    private PageMarkdown() {}

    /** @param link text of a page in Markdown, usually with a link */
    public static String list(List<Page> pages, Function<Page, String> link) {
        var list = new StringBuilder("# Reference\n");
        for (var chapter : Chapter.values()) {
            var of = pages.stream().filter(page -> page.chapter() == chapter).toList();
            if (!of.isEmpty()) {
                list.append("\n## ").append(chapter.title()).append("\n\n");
                of.forEach(page -> list.append("- ")
                        .append(link.apply(page))
                        .append(": ")
                        .append(page.summary())
                        .append('\n'));
            }
        }
        return list.toString();
    }
}
