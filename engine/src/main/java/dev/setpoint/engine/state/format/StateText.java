package dev.setpoint.engine.state.format;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.seal.DataKey;
import dev.setpoint.engine.seal.Envelope;
import dev.setpoint.engine.seal.Sealer;
import dev.setpoint.engine.state.Snapshot;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Redaction;
import dev.setpoint.engine.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The stored text of a state: sorted JSON, comparable line by line, with a digest at the end. With {@code
 * encryption}, it is in an {@link Envelope}.
 */
public final class StateText {

    /**
     * Version of the format. It grows when an older Setpoint could misread a newer state.
     *
     * <ol>
     *   <li>digests of secrets have no key; their salt is the lineage
     *   <li>digests have a key, which is in state and journal
     * </ol>
     *
     * An older state is readable, and is written in the present format at the next change.
     */
    public static final long FORMAT = 2;

    private static final String PLACE = "state";

    private StateText() {}

    /** @param key key to encrypt it with; empty for plain text */
    public static byte[] write(Snapshot snapshot, Optional<DataKey> key) {
        var json = SnapshotJson.write(snapshot, key.isPresent())
                .with("format", Value.of(FORMAT))
                .with("setpoint", Value.of(version()));
        return sealed(text(json), key);
    }

    private static byte[] sealed(byte[] clear, Optional<DataKey> key) {
        return key.map(k -> Envelope.of(k, FORMAT, clear, PLACE).bytes()).orElse(clear);
    }

    /**
     * Reads a state. Fails for one that is truncated, edited by hand, written by a later Setpoint, or encrypted with
     * a key that is not in the stack.
     *
     * @param what the subject of messages: {@code The state `state.json`}
     * @param wayBack hint for a damaged state
     */
    public static Result<Snapshot> read(String what, byte[] stored, Sealer sealer, Supplier<String> wayBack) {
        try {
            var json = json(stored);
            var later = later(what, json);
            if (later.isPresent()) {
                return Result.failed(later.get());
            }
            if (MovedStateNote.isMovedStateNote(json)) {
                return Result.failed(MovedStateNote.read(json).refusal(what));
            }
            if (!Envelope.isEnvelope(json)) {
                return clear(what, json, wayBack);
            }
            return Envelope.read(json)
                    .open(sealer, what, PLACE)
                    .then(opened -> opened.map(bytes -> clear(what, json(bytes), wayBack))
                            .orElseGet(() -> changed(what, "its encrypted content is damaged", wayBack)));
        } catch (IllegalArgumentException | ArithmeticException e) {
            return refused("SP0702", what + " is truncated or not a state: " + e.getMessage() + ".", wayBack);
        }
    }

    /** Tells whether this is only a note about the state's new place. */
    public static boolean isMoved(byte[] stored) {
        try {
            return MovedStateNote.isMovedStateNote(json(stored));
        } catch (IllegalArgumentException e) {
            // Reading it as a state reports the problem.
            return false;
        }
    }

    /** Returns a state that was edited by hand with a correct digest. Encrypted states cannot be edited. */
    public static byte[] withFreshDigest(byte[] stored) {
        try {
            var json = json(stored);
            return Envelope.isEnvelope(json) ? stored : text(json);
        } catch (IllegalArgumentException e) {
            return stored;
        }
    }

    private static byte[] text(Value.Map json) {
        return (Json.prettySorted(json.with("digest", Value.of(digest(json)))) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Value.Map json(byte[] bytes) {
        return StateJson.mapOf(Json.kept(new String(bytes, StandardCharsets.UTF_8)), "state");
    }

    private static Result<Snapshot> clear(String what, Value.Map json, Supplier<String> wayBack) {
        return json.string("digest").equals(Optional.of(digest(json)))
                ? Result.ok(SnapshotJson.read(json))
                : changed(what, "its digest is wrong", wayBack);
    }

    private static Optional<Diagnostic> later(String what, Value.Map json) {
        var format = StateJson.number(json, "format");
        if (format <= FORMAT) {
            return Optional.empty();
        }
        return Optional.of(Diagnostic.error(
                        "SP0704",
                        what + " has format " + format + "; this Setpoint reads up to " + FORMAT
                                + ". It was written by Setpoint "
                                + json.string("setpoint")
                                        .filter(text -> text.matches("[0-9A-Za-z.+-]{1,40}"))
                                        .orElse("of a later version")
                                + ".")
                .hint("Use that version of Setpoint, or a later one."));
    }

    private static Result<Snapshot> changed(String what, String why, Supplier<String> wayBack) {
        return refused("SP0703", what + " was changed by something other than Setpoint: " + why + ".", wayBack);
    }

    private static Result<Snapshot> refused(String code, String message, Supplier<String> wayBack) {
        return Result.failed(Diagnostic.error(code, message).hint(wayBack.get()));
    }

    /** Tells whether the state is encrypted. */
    public static boolean isSealed(byte[] stored) {
        try {
            return Envelope.isEnvelope(json(stored));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Returns the plain-text backup of an earlier state, without values that have become secret since. */
    public static byte[] backup(byte[] stored, SecretRemoval removal) {
        try {
            var json = json(stored);
            if (Envelope.isEnvelope(json) || MovedStateNote.isMovedStateNote(json) || removal.isEmpty()) {
                return stored;
            }
            var before = SnapshotJson.read(json);
            var clean = removal.of(before);
            return clean.equals(before) ? stored : write(clean, Optional.empty());
        } catch (IllegalArgumentException | ArithmeticException e) {
            // It is damaged, and stays as it is for inspection.
            return stored;
        }
    }

    /** Returns the backup of an earlier state, encrypted with the same key as the present one. */
    public static byte[] backup(byte[] stored, Sealer sealer, DataKey with) {
        var key = Optional.of(with);
        try {
            var json = json(stored);
            if (!Envelope.isEnvelope(json)) {
                return sealed(stored, key);
            }
            var opened = Envelope.read(json).open(sealer, "The state before", PLACE);
            // A backup that cannot be opened does no harm.
            return opened.fold(
                    _ -> stored, clear -> clear.map(bytes -> sealed(bytes, key)).orElse(stored));
        } catch (IllegalArgumentException | ArithmeticException e) {
            return sealed(stored, key);
        }
    }

    private static String version() {
        return Optional.ofNullable(StateText.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    private static String digest(Value.Map json) {
        return Redaction.sha256(Json.canonical(json.without("digest")));
    }
}
