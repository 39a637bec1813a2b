package dev.setpoint.engine.state.format;

import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.seal.DataKey;
import dev.setpoint.engine.seal.Seal;
import dev.setpoint.engine.seal.Sealer;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The text of the journal: one JSON object per line. Each has a checksum of the rest of the line and the position in
 * the file where its batch begins.
 *
 * <pre>{"sum":"1a2b3c4d","batch":4711,"entry":{"kind":"identified",…}}</pre>
 *
 * With {@code encryption}, a line with the seal of the key comes first, and each entry is encrypted for its position
 * in the file.
 *
 * <pre>{"sum":"1a2b3c4d","batch":0,"seal":{"method":"passphrase",…}}
 * {"sum":"1a2b3c4d","batch":0,"sealed":"…"}</pre>
 *
 * A batch consists of the lines that became durable together. A torn batch ends too early, or has sectors that never
 * reached the disk and read as zeroes. A torn last batch was never reported as durable, so its unreadable lines are
 * ignored. Any other unreadable line is damage.
 */
public final class JournalText {

    private static final String SUM = "{\"sum\":\"";
    private static final String AFTER_SUM = "\",";
    private static final int BODY = SUM.length() + 8 + AFTER_SUM.length();

    /** Size of a disk sector, the smallest unit of a write. */
    private static final int SECTOR = 512;

    private static final int MOST_CANDIDATES = 1_000;

    private static final String BATCH = "batch";
    private static final String ENTRY = "entry";
    private static final String SEAL = "seal";
    private static final String SEALED = "sealed";

    private JournalText() {}

    /**
     * @param contents contents of the readable lines, in order
     * @param length length of the file up to the last readable line, in bytes
     * @param damagedLine number of the first unreadable line, from 1; empty when only a torn end is unreadable
     */
    public record Read(List<Value.Map> contents, long length, Optional<Integer> damagedLine) {}

    /** Returns the line with the seal of the key that encrypts the following lines. */
    public static byte[] keyLine(DataKey key, long batch) {
        return line(SEAL, key.seal().content(), batch);
    }

    /**
     * Returns the lines of one batch.
     *
     * @param batch position in the file where the batch begins
     * @param start position of its first line: after a {@link #keyLine} of the same batch, if there is one
     * @param key key to encrypt them with; empty for plain text
     */
    public static byte[] lines(List<Value.Map> contents, long batch, long start, Optional<DataKey> key) {
        var text = new ByteArrayOutputStream();
        for (var content : contents) {
            text.writeBytes(key.map(k -> line(SEALED, Value.of(sealed(k, content, start + text.size())), batch))
                    .orElseGet(() -> line(ENTRY, content, batch)));
        }
        return text.toByteArray();
    }

    private static String sealed(DataKey key, Value.Map content, long place) {
        var clear = Json.compact(content).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(key.seal(clear, place(place)));
    }

    private static byte[] line(String name, Value content, long batch) {
        var body = "\"" + BATCH + "\":" + batch + ",\"" + name + "\":" + Json.compact(content) + "}";
        return (SUM + sum(body) + AFTER_SUM + body + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads a journal. Fails when the key of encrypted lines is not available.
     *
     * @param what the subject of messages: {@code The journal `state.journal`}
     */
    public static Result<Read> read(String what, byte[] bytes, Sealer sealer) {
        var contents = new ArrayList<Value.Map>();
        var key = Optional.<DataKey>empty();
        var start = 0;
        for (var number = 1; start < bytes.length; number++) {
            var end = endOfLine(bytes, start);
            var line = line(bytes, start, end);
            if (line.isEmpty()) {
                var damaged = holdsLaterBatch(bytes, start) || !isTorn(bytes, start);
                return Result.ok(new Read(contents, start, damaged ? Optional.of(number) : Optional.empty()));
            }
            if (line.get().has(SEAL)) {
                switch (sealer.open(what, new Seal(line.get().map(SEAL)))) {
                    case Result.Failed<DataKey>(var diagnostics) -> {
                        return new Result.Failed<>(diagnostics);
                    }
                    case Result.Ok<DataKey>(var found, var _) -> key = Optional.of(found);
                }
            } else {
                var entry = entry(line.get(), key, start);
                if (entry.isEmpty()) {
                    return Result.ok(new Read(contents, start, Optional.of(number)));
                }
                contents.add(entry.get());
            }
            start = end + 1;
        }
        return Result.ok(new Read(contents, start, Optional.empty()));
    }

    /** Decrypts an entry; empty when the key has not sealed it for this position. */
    private static Optional<Value.Map> entry(Value.Map line, Optional<DataKey> key, long place) {
        try {
            var sealed = line.string(SEALED);
            if (sealed.isEmpty()) {
                return line.get(ENTRY).map(entry -> StateJson.mapOf(entry, ENTRY));
            }
            return key.flatMap(k -> k.open(Base64.getDecoder().decode(sealed.get()), place(place)))
                    .map(clear -> StateJson.mapOf(Json.kept(new String(clear, StandardCharsets.UTF_8)), ENTRY));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String place(long start) {
        return "journal " + start;
    }

    /**
     * Tells whether a later batch follows the damage. It checks every position where a line may begin, because the
     * damage may be to a line end. Very many such positions count as damage without a check of them all.
     */
    private static boolean holdsLaterBatch(byte[] bytes, int damage) {
        var candidates = 0;
        for (var start = damage + 1; start < bytes.length - BODY; start++) {
            if (!beginsLine(bytes, start)) {
                continue;
            }
            if (++candidates > MOST_CANDIDATES
                    || line(bytes, start, endOfLine(bytes, start))
                            .filter(line -> StateJson.number(line, BATCH) > damage)
                            .isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static boolean beginsLine(byte[] bytes, int start) {
        for (var i = 0; i < SUM.length(); i++) {
            if (bytes[start + i] != SUM.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTorn(byte[] bytes, int start) {
        var last = bytes.length - 1;
        if (bytes[last] != '\n') {
            // A line is complete even when its line end was changed to another character.
            var line = lastLine(bytes, last - 1);
            return last - line <= BODY || !isSummed(bytes, line, last);
        }
        var zero = start;
        while (zero < bytes.length && bytes[zero] != 0) {
            zero++;
        }
        var after = zero;
        while (after < bytes.length && bytes[after] == 0) {
            after++;
        }
        return zero < bytes.length && after % SECTOR == 0;
    }

    private static int lastLine(byte[] bytes, int before) {
        var start = before;
        while (start >= 0 && bytes[start] != '\n') {
            start--;
        }
        return start + 1;
    }

    private static int endOfLine(byte[] bytes, int start) {
        var end = start;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    /** Reads a line; empty when it is cut off or its checksum is wrong. */
    private static Optional<Value.Map> line(byte[] bytes, int start, int end) {
        if (end >= bytes.length || end - start <= BODY) {
            return Optional.empty();
        }
        if (!isSummed(bytes, start, end)) {
            return Optional.empty();
        }
        var text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        try {
            var line = StateJson.mapOf(Json.kept(text), "line");
            return line.has(BATCH) ? Optional.of(line) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isSummed(byte[] bytes, int start, int end) {
        return new String(bytes, start, BODY, StandardCharsets.UTF_8)
                .equals(SUM + sum(bytes, start + BODY, end) + AFTER_SUM);
    }

    private static String sum(String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        return sum(bytes, 0, bytes.length);
    }

    private static String sum(byte[] bytes, int from, int to) {
        var crc = new CRC32C();
        crc.update(bytes, from, to - from);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
