package dev.setpoint.engine.state;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The journal as text: one JSON object on a line, each with a checksum over what follows it and the
 * place in the file where its batch begins.
 *
 * <pre>{"sum":"1a2b3c4d","batch":4711,"entry":{"kind":"identified",…}}</pre>
 *
 * A batch is what was written and made durable together. Nobody has been told that a torn last batch
 * was durable, so what is unreadable there never happened; anything unreadable before it is damage.
 */
final class JournalText {

    private static final String SUM = "{\"sum\":\"";
    private static final String AFTER_SUM = "\",";
    private static final int BODY = SUM.length() + 8 + AFTER_SUM.length();

    private JournalText() {}

    /**
     * @param contents of each readable line, in order
     * @param length of the file up to the end of the last of them, in bytes
     * @param damagedLine the first unreadable line, from 1, where that is not just a torn end
     */
    record Read(List<Value.Map> contents, long length, Optional<Integer> damagedLine) {}

    /** @param batch where in the file the batch begins that this line belongs to */
    static String line(Value.Map content, long batch) {
        var body = "\"batch\":" + batch + ",\"entry\":" + Json.compact(content) + "}";
        return SUM + sum(body) + AFTER_SUM + body + "\n";
    }

    static Read read(byte[] bytes) {
        var contents = new ArrayList<Value.Map>();
        var start = 0;
        var number = 1;
        while (start < bytes.length) {
            var end = endOfLine(bytes, start);
            var line = content(bytes, start, end);
            if (line.isEmpty()) {
                var damaged = holdsLaterBatch(bytes, start);
                return new Read(contents, start, damaged ? Optional.of(number) : Optional.empty());
            }
            contents.add(line.get().entry());
            start = end + 1;
            number++;
        }
        return new Read(contents, start, Optional.empty());
    }

    private record Line(long batch, Value.Map entry) {}

    /** Looks at every place where a line could begin, because the damage may be to the end of a line. */
    private static boolean holdsLaterBatch(byte[] bytes, int damage) {
        for (var start = damage + 1; start < bytes.length - BODY; start++) {
            if (bytes[start] == SUM.charAt(0)
                    && content(bytes, start, endOfLine(bytes, start))
                            .filter(line -> line.batch() > damage)
                            .isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static int endOfLine(byte[] bytes, int start) {
        var end = start;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    /** Empty when the line is cut or not what was written. */
    private static Optional<Line> content(byte[] bytes, int start, int end) {
        if (end >= bytes.length || end - start <= BODY) {
            return Optional.empty();
        }
        var head = new String(bytes, start, BODY, StandardCharsets.UTF_8);
        if (!head.equals(SUM + sum(bytes, start + BODY, end) + AFTER_SUM)) {
            return Optional.empty();
        }
        var text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        try {
            var line = StateJson.mapOf(Json.read(text), "line");
            return Optional.of(new Line(StateJson.number(line, "batch"), line.map("entry")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String sum(String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        return sum(bytes, 0, bytes.length);
    }

    private static String sum(byte[] bytes, int from, int to) {
        var crc = new CRC32C();
        crc.update(bytes, from, to - from);
        return "%08x".formatted(crc.getValue());
    }
}
