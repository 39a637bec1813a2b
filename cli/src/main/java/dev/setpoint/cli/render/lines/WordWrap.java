package dev.setpoint.cli.render.lines;

import java.util.ArrayList;
import java.util.List;

/** Breaks sentences into lines. */
public final class WordWrap {

    private WordWrap() {}

    /** Breaks text into lines of at most {@code width} characters; a longer word stays whole. */
    public static List<String> words(String text, int width) {
        var lines = new ArrayList<String>();
        for (var paragraph : text.split("\n", -1)) {
            var line = new StringBuilder();
            for (var word : paragraph.split(" ", -1)) {
                if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.append(line.isEmpty() ? "" : " ").append(word);
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /** Wraps text, with its first line behind {@code first} and the others behind as many spaces. */
    public static String hanging(String first, String text, int width) {
        var indent = " ".repeat(first.length());
        var lines = words(text, Math.max(20, width - first.length()));
        return first + String.join("\n" + indent, lines);
    }
}
