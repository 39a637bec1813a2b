package dev.setpoint.cli.backend;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.file.DurableFile;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The note beside a stack file of where its state is kept, so that a forgotten backend is noticed. It holds no secrets,
 * only names of places, and is of use to this machine alone: without it everything works, a forgotten backend included.
 */
record LocationNote(Path file) {

    private static final long FORMAT = 1;

    /**
     * A place that holds a state of the stack.
     *
     * @param location that tells it from other places; empty for the folder beside the stack
     * @param lineage of the state that was last found there; empty when none was
     * @param written how the spec names it; empty where an option did
     */
    record Known(StateLocation place, Value.Map location, Optional<String> lineage, Value.Map written) {

        boolean isAt(Known other) {
            return location.equals(other.location) && place.getClass().equals(other.place.getClass());
        }

        /**
         * Returns true when the spec names both with the same words and only inputs make them differ, as for
         * environments.
         */
        boolean isOtherEnvironment(Known other) {
            return !written.entries().isEmpty()
                    && written.equals(other.written)
                    && location.entries()
                            .keySet()
                            .equals(other.location.entries().keySet())
                    && location.entries().entrySet().stream()
                            .filter(entry -> !entry.getValue()
                                    .equals(other.location.entries().get(entry.getKey())))
                            .allMatch(entry -> written.string(entry.getKey())
                                    .filter(text -> text.contains("${"))
                                    .isPresent());
        }

        private Value.Map json() {
            var json = Value.Map.EMPTY
                    .with("place", Value.of(place.text()))
                    .with("location", location)
                    .with("written", written);
            return lineage.map(text -> json.with("lineage", Value.of(text))).orElse(json);
        }

        private static Optional<Known> of(Value value) {
            return value instanceof Value.Map json
                    ? json.string("place")
                            .flatMap(text -> StateLocation.parse(text).fold(_ -> Optional.empty(), Optional::of))
                            .map(place ->
                                    new Known(place, json.map("location"), json.string("lineage"), json.map("written")))
                    : Optional.empty();
        }
    }

    /** Reads the note; empty when there is none, and with a warning when it cannot be read. */
    Result<List<Known>> read() {
        try {
            var text = new String(DurableFile.read(file), StandardCharsets.UTF_8);
            return Json.kept(text) instanceof Value.Map json
                    ? Result.ok(json.list("places").stream()
                            .flatMap(place -> Known.of(place).stream())
                            .toList())
                    : unreadable("it is not a JSON object");
        } catch (NoSuchFileException e) {
            return Result.ok(List.of());
        } catch (IOException e) {
            return unreadable(DurableFile.reason(e));
        } catch (IllegalArgumentException e) {
            return unreadable("it is no JSON");
        }
    }

    private Result<List<Known>> unreadable(String reason) {
        return Result.of(
                List.of(),
                List.of(Diagnostic.warning(
                                "SP0981",
                                "The note `" + file + "`, which says where the state is kept, cannot be read: " + reason
                                        + ".")
                        .hint("Make it readable for this user, or remove it.")));
    }

    /** Writes the note; returns the reason when it cannot. */
    Optional<String> write(List<Known> places) {
        var shared = places.stream().anyMatch(known -> known.place() instanceof StateLocation.Shared);
        try {
            if (shared) {
                Files.createDirectories(DurableFile.folderOf(file));
                DurableFile.replace(file, content(places));
            } else {
                // A state in the folder needs no note: it is there.
                Files.deleteIfExists(file);
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(DurableFile.reason(e));
        }
    }

    private static byte[] content(List<Known> places) {
        var list = new ArrayList<Value>();
        places.forEach(known -> list.add(known.json()));
        var json = Value.Map.EMPTY.with("format", Value.of(FORMAT)).with("places", Value.of(list));
        return (Json.pretty(json) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
