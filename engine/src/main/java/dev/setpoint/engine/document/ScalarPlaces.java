package dev.setpoint.engine.document;

import dev.setpoint.engine.diagnostic.Lines;
import dev.setpoint.engine.diagnostic.Span;
import java.util.Optional;

/** Finds parts of a scalar's text in the file. */
public final class ScalarPlaces {

    private ScalarPlaces() {}

    /** Does what {@link #part(Lines, Span, String, int, int)} does, for a single call. */
    public static Span part(Span scalar, String text, int offset, int length) {
        return part(new Lines(scalar.source()), scalar, text, offset, length);
    }

    /**
     * The place of a part, as exactly as can be told.
     *
     * @param lines of the scalar's source
     * @param scalar the place of the whole scalar
     * @param text the scalar's text
     * @param offset where the part begins in it, in chars
     */
    public static Span part(Lines lines, Span scalar, String text, int offset, int length) {
        var end = Math.min(text.length(), offset + Math.max(1, length));
        var lineEnd = text.indexOf('\n', offset);
        var part = text.substring(offset, lineEnd < 0 ? end : Math.min(end, lineEnd));
        if (part.isBlank()) {
            return scalar;
        }
        var lineStart = text.lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
        var before = text.substring(Math.min(lineStart, offset), offset);
        return find(lines, scalar, before, part)
                // A folded text has its lines joined: what stands before the part may be on another.
                .or(() -> before.isEmpty() ? Optional.empty() : find(lines, scalar, "", part))
                .orElse(scalar);
    }

    /** The first place of a part with this before it. */
    private static Optional<Span> find(Lines lines, Span scalar, String before, String part) {
        for (var number = scalar.line(); number <= scalar.endLine(); number++) {
            var line = lines.line(number).orElse("");
            var from = number == scalar.line() ? line.offsetByCodePoints(0, columns(line, scalar.column() - 1)) : 0;
            var found = line.indexOf(before + part, from);
            if (found >= 0) {
                var start = line.codePointCount(0, found + before.length()) + 1;
                return Optional.of(new Span(
                        scalar.source(), number, start, number, start + part.codePointCount(0, part.length())));
            }
        }
        return Optional.empty();
    }

    private static int columns(String line, int wanted) {
        return Math.clamp(wanted, 0, line.codePointCount(0, line.length()));
    }
}
