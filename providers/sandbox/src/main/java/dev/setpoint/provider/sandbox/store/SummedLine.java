package dev.setpoint.provider.sandbox.store;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * A line of the sandbox's file: a JSON object whose first member is the checksum of all that follows it.
 *
 * <pre>{"sum":"1a2b3c4d","n":7,"at":"…","call":"kms:CreateKey","documents":{…}}</pre>
 */
final class SummedLine {

    private static final String SUM = "{\"sum\":\"";
    private static final String AFTER_SUM = "\",";
    private static final int BODY = SUM.length() + 8 + AFTER_SUM.length();

    private SummedLine() {}

    /** @param content at least one member */
    static String of(Value.Map content) {
        var body = Json.compact(content).substring(1);
        return SUM + sum(body) + AFTER_SUM + body;
    }

    /** Returns true if the line has a checksum that fits. */
    static boolean isWhole(String line) {
        return line.length() > BODY
                && line.startsWith(SUM)
                && line.substring(0, BODY).equals(SUM + sum(line.substring(BODY)) + AFTER_SUM);
    }

    /** Returns true if a text may be the beginning of such a line, whose rest was never written. */
    static boolean isBegun(String text) {
        return (text.startsWith(SUM) || SUM.startsWith(text)) && text.indexOf(0) < 0;
    }

    /** @throws IllegalArgumentException when the line is not what was written */
    static Value.Map read(String line) {
        if (!isWhole(line)) {
            throw new IllegalArgumentException("its checksum does not fit");
        }
        return (Value.Map) Json.read(line);
    }

    private static String sum(String body) {
        var sum = new CRC32C();
        sum.update(body.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }
}
