package dev.setpoint.engine.document;

import dev.setpoint.engine.diagnostic.Lines;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.value.JsonCursor;
import dev.setpoint.engine.value.PropertyPath;
import java.util.ArrayList;
import java.util.Optional;

/** Places inside a text of JSON that stands in a YAML file, as a block or in single quotes on one line. */
public final class JsonPlaces {

    /**
     * A text as it stands in the file.
     *
     * @param line where it begins
     * @param column of the first character of each of its lines
     */
    private record Text(String text, int line, int column) {}

    private JsonPlaces() {}

    /** The place of the value at the path, or of the nearest one around it; empty when the text is no JSON. */
    public static Optional<Span> in(Span scalar, PropertyPath path) {
        if (path.steps().isEmpty()) {
            return Optional.empty();
        }
        return written(scalar)
                .flatMap(text -> JsonCursor.find(text.text(), path).map(found -> {
                    var line = text.line() + found.line() - 1;
                    var column = text.column() + found.column() - 1;
                    return new Span(scalar.source(), line, column, line, column + found.length());
                }));
    }

    private static Optional<Text> written(Span scalar) {
        var lines = new Lines(scalar.source());
        var first = lines.line(scalar.line()).orElse("");
        var begins = first.substring(Math.min(
                first.length(),
                first.offsetByCodePoints(0, Math.min(first.codePointCount(0, first.length()), scalar.column() - 1))));
        if (begins.startsWith("|") || begins.startsWith(">")) {
            return block(lines, scalar);
        }
        return begins.startsWith("'") && scalar.line() == scalar.endLine()
                ? Optional.of(new Text(
                        begins.substring(1, Math.max(1, scalar.endColumn() - scalar.column() - 1)),
                        scalar.line(),
                        scalar.column() + 1))
                : Optional.empty();
    }

    private static Optional<Text> block(Lines lines, Span scalar) {
        var content = new ArrayList<String>();
        var indent = -1;
        for (var number = scalar.line() + 1; lines.line(number).isPresent(); number++) {
            var line = lines.line(number).orElse("");
            var blank = line.isBlank();
            var depth = line.length() - line.stripLeading().length();
            if (indent < 0 && !blank) {
                indent = depth;
            }
            if (!blank && depth < indent) {
                break;
            }
            content.add(blank ? "" : line.substring(indent));
        }
        return indent <= 0
                ? Optional.empty()
                : Optional.of(new Text(String.join("\n", content), scalar.line() + 1, indent + 1));
    }
}
