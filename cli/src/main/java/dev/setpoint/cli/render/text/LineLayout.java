package dev.setpoint.cli.render.text;

import dev.setpoint.cli.render.lines.DiffLine;
import dev.setpoint.cli.render.lines.DiffLine.Mark;
import dev.setpoint.cli.render.lines.WordWrap;
import java.util.List;
import java.util.stream.Stream;

/** Puts lines on a page of a width: marks in a gutter, notes in a column of their own, long texts wrapped. */
final class LineLayout {

    private static final int GUTTER = 4;
    private static final int GAP = 2;

    private final Style style;

    LineLayout(Style style) {
        this.style = style;
    }

    void write(List<DiffLine> lines, StringBuilder page) {
        var column = column(lines);
        lines.forEach(line -> write(line, column, page));
    }

    /** Column of the notes: after the widest text that leaves room for the widest note. */
    private int column(List<DiffLine> lines) {
        var widestNote = lines.stream().mapToInt(l -> l.note().length()).max().orElse(0);
        var room = style.width() - widestNote;
        return lines.stream()
                .filter(line -> !line.note().isEmpty())
                .mapToInt(line -> width(line) + GAP)
                .filter(end -> end <= room)
                .max()
                .orElse(0);
    }

    private static int width(DiffLine line) {
        return GUTTER + 2 * line.indent() + line.text().length();
    }

    private void write(DiffLine line, int column, StringBuilder page) {
        var first = "  " + line.mark().symbol() + " " + "  ".repeat(line.indent());
        // What goes on below its first line stands two columns further in, so that it is not taken for a line of its
        // own.
        var rest = "  " + line.mark().symbol() + " " + "  ".repeat(line.indent() + 1);
        var texts = width(line) <= style.width() || line.verbatim()
                ? List.of(line.text())
                : broken(line.text(), Math.max(20, style.width() - rest.length()));
        for (var i = 0; i < texts.size(); i++) {
            var text = ((i == 0 ? first : rest) + texts.get(i)).stripTrailing();
            page.append(i == 0 ? "" : "\n").append(paint(line.mark(), text));
        }
        if (!line.note().isEmpty()) {
            note(
                    line,
                    (texts.size() == 1 ? first.length() : rest.length())
                            + texts.getLast().length(),
                    column,
                    page);
        }
        page.append('\n');
    }

    /** Breaks a change so that its new value begins a line, then by words. */
    private static List<String> broken(String text, int width) {
        return Stream.of(text.replace(" → ", "\n→ ").split("\n", -1))
                .flatMap(part -> WordWrap.words(part, width).stream())
                .toList();
    }

    private void note(DiffLine line, int used, int column, StringBuilder page) {
        if (used + GAP <= column) {
            page.append(" ".repeat(column - used));
        } else if (used + GAP + line.note().length() <= style.width()) {
            page.append(" ".repeat(GAP));
        } else {
            page.append('\n').append(" ".repeat(Math.max(column, GUTTER + 2 * line.indent() + GAP)));
        }
        page.append(style.quiet(line.note()));
    }

    private String paint(Mark mark, String text) {
        return switch (mark) {
            case NONE -> text;
            case ADDED -> style.added(text);
            case REMOVED -> style.removed(text);
            case CHANGED -> style.changed(text);
            case ALERT, FORBIDDEN -> style.danger(text);
        };
    }
}
