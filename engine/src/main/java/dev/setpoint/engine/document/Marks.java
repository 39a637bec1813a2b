package dev.setpoint.engine.document;

import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.diagnostic.Span;
import org.yaml.snakeyaml.error.Mark;

/** SnakeYAML's places (from 0, in code points) to spans. */
final class Marks {

    private Marks() {}

    static Span between(Source source, Mark start, Mark end) {
        return new Span(source, start.getLine() + 1, start.getColumn() + 1, end.getLine() + 1, end.getColumn() + 1);
    }

    /** One character. */
    static Span at(Source source, Mark mark) {
        var line = mark.getLine() + 1;
        var column = mark.getColumn() + 1;
        return new Span(source, line, column, line, column + 1);
    }

    /** The character at this place of the text, counted in code points. */
    static Span atIndex(Source source, int index) {
        var text = source.text();
        var line = 1;
        var column = 1;
        var seen = 0;
        for (var i = 0; i < text.length() && seen < index; seen++) {
            var point = text.codePointAt(i);
            i += Character.charCount(point);
            if (point == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return new Span(source, line, column, line, column + 1);
    }
}
