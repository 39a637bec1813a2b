package dev.setpoint.cli.render.lines;

import dev.setpoint.cli.render.compare.Lookalikes;
import dev.setpoint.cli.render.compare.SequenceDiff;
import dev.setpoint.cli.render.lines.DiffLine.Mark;
import dev.setpoint.engine.diagnostic.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Text of several lines as a YAML block, and two such texts as a diff with the lines around each change. */
final class TextLines {

    private static final int CONTEXT = 2;

    /** Length from which a line is shortened to its difference and the characters around it. */
    private static final int LONG = 4000;

    private static final int AROUND = 60;

    private final int indent;
    private final List<DiffLine> lines = new ArrayList<>();

    private TextLines(int indent) {
        this.indent = indent;
    }

    /** Returns true for several lines, or a very long one. */
    static boolean isLong(String text) {
        return isBlock(text) || text.length() >= LONG;
    }

    static boolean isBlock(String text) {
        return text.stripTrailing().contains("\n") || text.endsWith("\n\n");
    }

    /** Header of a YAML block, by the line break at its end: {@code |}, {@code |-} or {@code |+}. */
    static String style(String text) {
        return text.endsWith("\n\n") ? "|+" : text.endsWith("\n") ? "|" : "|-";
    }

    static List<DiffLine> whole(Mark mark, int indent, String text) {
        return split(text).stream()
                .map(line -> DiffLine.verbatim(mark, indent, Printable.verbatim(line)))
                .toList();
    }

    /** Diff of two texts, each of one line or more. */
    static List<DiffLine> difference(int indent, String before, String after) {
        var written = new TextLines(indent);
        var ends = windows(before) != windows(after) && unix(before).lines().count() > 1;
        if (ends && (windows(before) || !before.contains("\r")) && (windows(after) || !after.contains("\r"))) {
            written.note(Mark.CHANGED, windows(before) ? "(line breaks: CRLF → LF)" : "(line breaks: LF → CRLF)");
            written.compare(unix(before), unix(after));
        } else {
            written.compare(before, after);
        }
        return written.lines;
    }

    /** Returns true when every line break is CRLF. */
    private static boolean windows(String text) {
        return text.contains("\r\n")
                && !unix(text).contains("\r")
                && !text.replace("\r\n", "").contains("\n");
    }

    private static String unix(String text) {
        return text.replace("\r\n", "\n");
    }

    private static List<String> split(String text) {
        var whole = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return List.of(whole.split("\n", -1));
    }

    private void compare(String before, String after) {
        var hunks = SequenceDiff.between(split(before), split(after));
        for (var i = 0; i < hunks.size(); i++) {
            changed(hunks.get(i).removed(), hunks.get(i).added());
            var isFirst = !hunks.get(i).isChange();
            kept(hunks.get(i).kept(), isFirst, i == hunks.size() - 1);
        }
        if (before.endsWith("\n") != after.endsWith("\n")) {
            note(before.endsWith("\n") ? Mark.ADDED : Mark.REMOVED, "(no line break at the end)");
        }
    }

    private void changed(List<String> removed, List<String> added) {
        var shownRemoved =
                new ArrayList<>(removed.stream().map(Printable::verbatim).toList());
        var shownAdded = new ArrayList<>(added.stream().map(Printable::verbatim).toList());
        var partners = Lookalikes.partners(removed, added);
        for (var i = 0; i < removed.size(); i++) {
            var partner = partners.containsKey(removed.get(i))
                    ? added.indexOf(partners.get(removed.get(i)))
                    : i < added.size() ? i : -1;
            if (partner >= 0) {
                var quoted = Lookalikes.lines(removed.get(i), added.get(partner));
                var place = i;
                quoted.before().ifPresent(text -> shownRemoved.set(place, text));
                quoted.after().ifPresent(text -> shownAdded.set(partner, text));
                shortened(removed.get(i), added.get(partner), i, partner, shownRemoved, shownAdded);
            }
        }
        shownRemoved.forEach(text -> lines.add(DiffLine.verbatim(Mark.REMOVED, indent, text)));
        shownAdded.forEach(text -> lines.add(DiffLine.verbatim(Mark.ADDED, indent, text)));
    }

    /** Shortens two very long lines that have most in common, and counts the equal characters before and after. */
    private static void shortened(
            String removed,
            String added,
            int ofRemoved,
            int ofAdded,
            List<String> shownRemoved,
            List<String> shownAdded) {
        var shorter = Math.min(removed.length(), added.length());
        if (shorter < LONG) {
            return;
        }
        var head = (int) IntStream.range(0, shorter)
                .takeWhile(at -> removed.charAt(at) == added.charAt(at))
                .count();
        var tail = (int) IntStream.range(0, shorter - head)
                .takeWhile(at -> removed.charAt(removed.length() - 1 - at) == added.charAt(added.length() - 1 - at))
                .count();
        if (head + tail > LONG / 2) {
            var quoted = Lookalikes.lines(middle(removed, head, tail), middle(added, head, tail));
            shownRemoved.set(
                    ofRemoved,
                    around(head, tail, quoted.before().orElse(Printable.verbatim(middle(removed, head, tail)))));
            shownAdded.set(
                    ofAdded, around(head, tail, quoted.after().orElse(Printable.verbatim(middle(added, head, tail)))));
        }
    }

    private static String middle(String text, int head, int tail) {
        return text.substring(Math.max(0, head - AROUND), Math.min(text.length(), text.length() - tail + AROUND));
    }

    private static String around(int head, int tail, String middle) {
        return same(head - AROUND) + middle + same(tail - AROUND);
    }

    private static String same(int characters) {
        return characters > 0 ? String.format(Locale.ROOT, "(%,d characters are the same)", characters) : "";
    }

    /** @param isFirst true when no change is above these lines */
    private void kept(List<String> kept, boolean isFirst, boolean isLast) {
        var head = isFirst ? 0 : Math.min(CONTEXT, kept.size());
        var tail = isLast ? 0 : Math.min(CONTEXT, kept.size() - head);
        var left = kept.size() - head - tail;
        kept.subList(0, left <= 1 ? head + left : head).forEach(this::context);
        if (left > 1) {
            note(Mark.NONE, String.format(Locale.ROOT, "(%,d lines unchanged)", left));
        }
        kept.subList(kept.size() - tail, kept.size()).forEach(this::context);
    }

    private void context(String line) {
        lines.add(DiffLine.verbatim(Mark.NONE, indent, Printable.verbatim(line)));
    }

    private void note(Mark mark, String text) {
        lines.add(new DiffLine(mark, indent, text));
    }
}
