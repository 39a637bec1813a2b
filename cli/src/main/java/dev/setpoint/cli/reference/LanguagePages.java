package dev.setpoint.cli.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Pages of the language: the sections of its document. */
final class LanguagePages {

    /** Name of the part before the first section. */
    private static final String FIRST = "language";

    private static final String FENCE = "```";
    private static final Pattern HEADING = Pattern.compile("(#{1,3}) (.+)");

    /** Comments and anchors, which only the document itself needs. */
    private static final Pattern HIDDEN = Pattern.compile("(?m)^(<!--.*-->|<a id=\"[^\"]+\"></a>)\\n\\n?");

    private LanguagePages() {}

    /** @param document in Markdown; a section of it is a page, and a section's own sections are in the section's page too */
    static List<Page> of(String document) {
        var lines = HIDDEN.matcher(document).replaceAll("").lines().toList();
        var pages = new ArrayList<Page>();
        var inFence = false;
        for (var i = 0; i < lines.size(); i++) {
            var heading = HEADING.matcher(lines.get(i));
            inFence ^= lines.get(i).startsWith(FENCE);
            if (!inFence && heading.matches()) {
                pages.add(page(
                        heading.group(2),
                        section(lines.subList(i, lines.size()), heading.group(1).length())));
            }
        }
        return List.copyOf(pages);
    }

    private static Page page(String title, List<String> section) {
        var text = String.join("\n", section).strip();
        var name = text.startsWith("# ") ? FIRST : name(title);
        var markdown = text.replaceFirst("^#+ ", "# ");
        return new Page(Chapter.LANGUAGE, name, title + ".", markdown + "\n");
    }

    /** Lines up to the next heading of the same level; the document's own title has no sections of its own. */
    private static List<String> section(List<String> rest, int level) {
        var section = new ArrayList<>(List.of(rest.getFirst()));
        var inFence = false;
        for (var line : rest.subList(1, rest.size())) {
            var heading = HEADING.matcher(line);
            inFence ^= line.startsWith(FENCE);
            if (!inFence && heading.matches() && (level == 1 || heading.group(1).length() <= level)) {
                break;
            }
            section.add(line);
        }
        return section;
    }

    /** {@code many-of-a-kind-foreach} */
    static String name(String title) {
        return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }
}
