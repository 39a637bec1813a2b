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
 * The journal as text: one JSON object on a line, each with a checksum over what follows it and the
 * place in the file where its batch begins.
 *
 * <pre>{"sum":"1a2b3c4d","batch":4711,"entry":{"kind":"identified",…}}</pre>
 *
 * Where the stack asks for it, entries are sealed one by one, each for its place in the file, after a line with the
 * seal of their key.
 *
 * <pre>{"sum":"1a2b3c4d","batch":0,"seal":{"method":"passphrase",…}}
 *{"sum":"1a2b3c4d","batch":0,"sealed":"…"}</pre>
 *
 * A batch is what was written and made durable together. Nobody has been told that a torn last batch
 * was durable, so what is unreadable there never happened. Torn is a batch that ends too early, or of which sectors
 * never reached the disk and read as zeroes. Anything else that is unreadable is damage.
 */
public final class JournalText {

    private static final String SUM = "{\"sum\":\"";
    private static final String AFTER_SUM = "\",";
    private static final int BODY = SUM.length() + 8 + AFTER_SUM.length();

    /** Disks write no less at once. */
    private static final int SECTOR = 512;

    private static final int MOST_CANDIDATES = 1_000;

    private static final String BATCH = "batch";
    private static final String ENTRY = "entry";
    private static final String SEAL = "seal";
    private static final String SEALED = "sealed";

    private JournalText() {}

    /**
     * @param contents of each readable line, in order
     * @param length of the file up to the end of the last of them, in bytes
     * @param damagedLine the first unreadable line, from 1, where that is not just a torn end
     */
    public record Read(List<Value.Map> contents, long length, Optional<Integer> damagedLine) {}

    /** The line that says what the lines after it are sealed with. */
    public static byte[] keyLine(DataKey key, long batch) {
        return line(SEAL, key.seal().content(), batch);
    }

    /**
     * One batch.
     *
     * @param batch where in the file it begins
     * @param start where in the file its first line goes: after an {@link #keyLine}, if that is of the same batch
     * @param key to seal them with; empty: they stand in clear
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
     * Fails when the key that lines were sealed with cannot be had.
     *
     * @param what the beginning of a sentence: {@code The journal `state.journal`}
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

    /** Empty when it is not what the key has sealed for this place. */
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
     * Looks at every place where a line could begin, because the damage may be to the end of a line. A content has no
     * such place in it; where there are very many, it is damage without looking at them all.
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
            // A line whose end is another character than it was is whole.
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

    /** Empty when the line is cut or not what was written. */
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
