package dev.setpoint.engine.diagnostic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Diagnostics as text: code, place and sentence, the source line with the span underlined, other
 * places, and the hint. Not for use by several threads at once.
 */
public final class DiagnosticText {

    /** A longer line is cut to what is around the span. */
    private static final int WIDEST = 160;

    private static final int CONTEXT = 60;

    private static final String RED = "\u001B[1;31m";
    private static final String YELLOW = "\u001B[1;33m";
    private static final String BLUE = "\u001B[34m";
    private static final String BOLD = "\u001B[1m";
    private static final String RESET = "\u001B[0m";

    private final boolean colour;
    private final Map<String, Lines> sources = new HashMap<>();

    /** @param colour whether to write ANSI colours */
    public DiagnosticText(boolean colour) {
        this.colour = colour;
    }

    /** All of them, an empty line between each two. */
    public String render(List<Diagnostic> diagnostics) {
        return diagnostics.stream().map(this::render).collect(Collectors.joining("\n"));
    }

    /** Several lines, each with its line break. */
    public String render(Diagnostic diagnostic) {
        var text = new StringBuilder();
        var word = diagnostic.isError() ? "error" : "warning";
        text.append(paint(diagnostic.isError() ? RED : YELLOW, word + "[" + diagnostic.code() + "]"));
        diagnostic
                .span()
                .ifPresent(span ->
                        text.append(' ').append(Printable.line(span.place())).append(':'));
        text.append(' ')
                .append(paint(BOLD, Printable.line(diagnostic.message())))
                .append('\n');
        diagnostic.span().ifPresent(span -> excerpt(span, text));
        for (var related : diagnostic.related()) {
            text.append("  ")
                    .append(Printable.line(related.span().place()))
                    .append(": ")
                    .append(Printable.line(related.label()))
                    .append('\n');
            excerpt(related.span(), text);
        }
        diagnostic
                .answer()
                .ifPresent(answer -> text.append("  ")
                        .append(paint(BLUE, Printable.line(answer.from()) + " says:"))
                        .append(' ')
                        .append(Printable.line(answer.message()))
                        .append('\n'));
        diagnostic
                .hint()
                .ifPresent(hint -> text.append("  ")
                        .append(paint(BLUE, "hint:"))
                        .append(' ')
                        .append(Printable.line(hint))
                        .append('\n'));
        return text.toString();
    }

    private void excerpt(Span span, StringBuilder text) {
        var found = lines(span.source()).line(span.line());
        if (found.isEmpty() || found.get().isBlank()) {
            return;
        }
        var points = found.get().codePoints().toArray();
        var from = Math.min(span.column() - 1, points.length);
        var to = span.endLine() == span.line() ? Math.min(span.endColumn() - 1, points.length) : points.length;
        var left = points.length > WIDEST ? Math.max(0, from - CONTEXT) : 0;
        var right = points.length > WIDEST ? Math.min(points.length, from + CONTEXT) : points.length;
        // Escapes are wider than what they stand for: the underline is measured on what is shown.
        var before = shown(points, left, from);
        var marked = shown(points, from, Math.max(from, Math.min(to, right)));
        var after = shown(points, Math.max(from, Math.min(to, right)), right);
        var number = "%5s | ".formatted(span.line());
        text.append(paint(BLUE, number))
                .append(before)
                .append(marked)
                .append(after)
                .append('\n');
        text.append(paint(BLUE, "      | "))
                .append(" ".repeat(width(before)))
                .append(paint(RED, "^".repeat(Math.max(1, width(marked)))))
                .append('\n');
    }

    private static String shown(int[] points, int from, int to) {
        return Printable.line(new String(points, from, to - from).replace('\t', ' '));
    }

    private static int width(String shown) {
        return shown.codePointCount(0, shown.length());
    }

    private Lines lines(Source source) {
        var known = sources.get(source.name());
        if (known == null || !known.source().equals(source)) {
            known = new Lines(source);
            sources.put(source.name(), known);
        }
        return known;
    }

    private String paint(String style, String text) {
        return colour ? style + text + RESET : text;
    }
}
