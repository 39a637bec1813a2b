package dev.setpoint.engine.state;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Redaction;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** {@code state.json}: sorted, so that two of them compare line by line, and sealed with a digest. */
final class StateFile {

    /** Grows when an older Setpoint could misread what a newer one has written. */
    static final long FORMAT = 1;

    private final Path file;

    StateFile(Path file) {
        this.file = file;
    }

    /** Empty when there is none yet. */
    Result<Optional<State>> read() {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            return Result.ok(Optional.empty());
        } catch (IOException e) {
            return Result.failed(Diagnostic.error(
                            "SP0701", "The state `" + file + "` cannot be read: " + DurableFile.reason(e) + ".")
                    .hint("Give this user permission to read it; it is made readable for its owner alone."));
        }
        try {
            return checked(StateJson.mapOf(Json.read(text), "state"));
        } catch (IllegalArgumentException | ArithmeticException e) {
            return refused("SP0702", "is cut short or not a state: " + e.getMessage());
        }
    }

    private Result<Optional<State>> checked(Value.Map json) {
        var format = StateJson.number(json, "format");
        if (format > FORMAT) {
            return Result.failed(Diagnostic.error(
                            "SP0704",
                            "The state `" + file + "` has format " + format + "; this Setpoint reads up to " + FORMAT
                                    + ". It was written by Setpoint "
                                    + json.string("setpoint").orElse("of a later version") + ".")
                    .hint("Use that version of Setpoint, or a later one."));
        }
        if (!json.string("digest").equals(Optional.of(digest(json)))) {
            return refused("SP0703", "was changed by something other than Setpoint: its digest does not fit");
        }
        return Result.ok(Optional.of(StateJson.read(json)));
    }

    private Result<Optional<State>> refused(String code, String why) {
        var backup = backup();
        return Result.failed(Diagnostic.error(code, "The state `" + file + "` " + why + ".")
                .hint(
                        Files.exists(backup)
                                ? "The state before the last write is in `" + backup + "`: copy it over `"
                                        + file.getFileName()
                                        + "`, then run `setpoint plan` to see what it does not know of."
                                : "There is no earlier copy beside it: take one from your own backups."));
    }

    /** Writes the state so that after a crash the file is the old or the new one, and keeps the old one as a backup. */
    void write(State state) throws IOException {
        if (Files.exists(file)) {
            DurableFile.replace(backup(), Files.readAllBytes(file));
        }
        var json = StateJson.write(state).with("format", Value.of(FORMAT)).with("setpoint", Value.of(version()));
        var text = Json.prettySorted(json.with("digest", Value.of(digest(json)))) + "\n";
        DurableFile.replace(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private Path backup() {
        return file.resolveSibling(file.getFileName() + ".backup");
    }

    private static String version() {
        return Optional.ofNullable(StateFile.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    private static String digest(Value.Map json) {
        return Redaction.sha256(Json.canonical(json.without("digest")));
    }
}
