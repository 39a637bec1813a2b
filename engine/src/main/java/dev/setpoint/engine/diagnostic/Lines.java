package dev.setpoint.engine.diagnostic;

import java.util.Arrays;
import java.util.Optional;

/** The lines of a source, found once so that each is then at hand. */
public final class Lines {

    private final Source source;
    private final int[] starts;

    public Lines(Source source) {
        this.source = source;
        var text = source.text();
        var found = new int[16];
        var count = 1;
        for (var i = 0; i < text.length(); i++) {
            if (!ends(text, i)) {
                continue;
            }
            if (count == found.length) {
                found = Arrays.copyOf(found, count * 2);
            }
            found[count++] = i + 1;
        }
        this.starts = Arrays.copyOf(found, count);
    }

    /** Tells whether a line ends with this character, as YAML 1.1 counts lines. */
    private static boolean ends(String text, int i) {
        return switch (text.charAt(i)) {
            case '\n', '\u0085', '\u2028', '\u2029' -> true;
            case '\r' -> i + 1 == text.length() || text.charAt(i + 1) != '\n';
            default -> false;
        };
    }

    public Source source() {
        return source;
    }

    /** The line with this number, from 1, without its end; empty when there is none. */
    public Optional<String> line(int number) {
        if (number < 1 || number > starts.length) {
            return Optional.empty();
        }
        var text = source.text();
        var end = number < starts.length ? starts[number] - 1 : text.length();
        var start = starts[number - 1];
        return Optional.of(
                text.substring(start, end > start && text.charAt(end - 1) == '\r' ? end - 1 : Math.max(start, end)));
    }

    /** Text that a span on one line covers; empty when it covers several. */
    public Optional<String> covered(Span span) {
        if (span.line() != span.endLine()) {
            return Optional.empty();
        }
        return line(span.line()).flatMap(line -> {
            var points = line.codePoints().toArray();
            var from = span.column() - 1;
            var to = span.endColumn() - 1;
            return from < 0 || to > points.length || from > to
                    ? Optional.empty()
                    : Optional.of(new String(points, from, to - from));
        });
    }
}
