package dev.setpoint.engine.document;

import java.util.OptionalInt;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * A text that is wholly in memory. SnakeYAML's own reader copies its window for each kilobyte it looks
 * ahead, so that one long token costs the square of its length.
 */
final class TextReader extends StreamReader {

    private final int[] points;
    private int index;
    private int line;
    private int column;
    private int documentStart;

    TextReader(String text) {
        super("");
        this.points = text.codePoints().toArray();
    }

    /** The offset of the first character that YAML does not allow. */
    OptionalInt firstUnprintable() {
        for (var i = 0; i < points.length; i++) {
            if (!StreamReader.isPrintable(points[i])) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    int pointAt(int place) {
        return points[place];
    }

    @Override
    public Mark getMark() {
        return new Mark("", index, line, column, points, index);
    }

    @Override
    public void forward() {
        forward(1);
    }

    @Override
    public void forward(int length) {
        for (var i = 0; i < length && index < points.length; i++) {
            var point = points[index++];
            if (isBreak(point)) {
                line++;
                column = 0;
            } else if (point != 0xFEFF) {
                column++;
            }
        }
    }

    private boolean isBreak(int point) {
        return switch (point) {
            case '\n', 0x85, 0x2028, 0x2029 -> true;
            case '\r' -> peek() != '\n';
            default -> false;
        };
    }

    @Override
    public int peek() {
        return peek(0);
    }

    @Override
    public int peek(int ahead) {
        return index + ahead < points.length ? points[index + ahead] : 0;
    }

    @Override
    public String prefix(int length) {
        return new String(points, index, Math.min(length, points.length - index));
    }

    @Override
    public String prefixForward(int length) {
        var prefix = prefix(length);
        forward(length);
        return prefix;
    }

    @Override
    public int getColumn() {
        return column;
    }

    @Override
    public int getDocumentIndex() {
        return index - documentStart;
    }

    @Override
    public void resetDocumentIndex() {
        documentStart = index;
    }

    @Override
    public int getIndex() {
        return index;
    }

    @Override
    public int getLine() {
        return line;
    }
}
