package dev.setpoint.engine.state.format;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A note in place of a state that was moved, so that nobody uses the old one.
 *
 * @param place new place of the state, in the form of {@code --backend} or as a file
 */
public record MovedStateNote(String place, String by, String at) {

    private static final String MOVED = "moved";

    /** Returns a note of a move by this process, now. */
    public static MovedStateNote to(String place) {
        var here = LockHolder.thisProcess("");
        return new MovedStateNote(
                place,
                here.user() + " on " + here.host(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    public byte[] content() {
        var json = Value.Map.EMPTY
                .with("format", Value.of(StateText.FORMAT))
                .with(
                        MOVED,
                        Value.Map.EMPTY
                                .with("to", Value.of(place))
                                .with("by", Value.of(by))
                                .with("at", Value.of(at)));
        return (Json.pretty(json) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static boolean isMovedStateNote(Value.Map json) {
        return json.has(MOVED);
    }

    /** @throws IllegalArgumentException when a member is missing */
    static MovedStateNote read(Value.Map json) {
        var moved = json.map(MOVED);
        return new MovedStateNote(
                StateJson.text(moved, "to"), StateJson.text(moved, "by"), StateJson.text(moved, "at"));
    }

    /** @param what the subject of messages: {@code The state `state.json`} */
    Diagnostic refusal(String what) {
        return Diagnostic.error("SP0708", what + " was moved to `" + place + "` by " + by + ", " + at + ".")
                .hint(
                        place.contains("://")
                                ? "Give `--backend '" + place
                                        + "'`, or set that place under `backend` in the stack file. To move it"
                                        + " back, run `setpoint state migrate --back --backend '" + place
                                        + "'`."
                                : "Use it there, with `--backend local`; or move it here again with `setpoint"
                                        + " state migrate`.");
    }
}
