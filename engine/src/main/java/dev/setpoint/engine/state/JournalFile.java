package dev.setpoint.engine.state;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.seal.Sealer;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a journal file holds.
 *
 * @param header empty when nothing was ever made durable in it
 * @param entries after the header
 * @param length in bytes of all that is readable
 */
record JournalFile(Optional<Header> header, List<Entry> entries, long length) {

    /** The first line: which state the entries go on from. */
    record Header(String stack, String lineage, long serial) {

        Value.Map json() {
            return Value.Map.EMPTY
                    .with("kind", Value.of("begin"))
                    .with("format", Value.of(StateText.FORMAT))
                    .with("stack", Value.of(stack))
                    .with("lineage", Value.of(lineage))
                    .with("serial", Value.of(serial));
        }

        static Header of(State state) {
            return new Header(state.stack(), state.lineage(), state.serial());
        }

        private static Header read(Value.Map json) {
            if (StateJson.number(json, "format") > StateText.FORMAT) {
                throw new IllegalArgumentException("it was written by a later version of Setpoint");
            }
            return new Header(
                    StateJson.text(json, "stack"), StateJson.text(json, "lineage"), StateJson.number(json, "serial"));
        }
    }

    /** Empty when there is no file; fails when it is damaged anywhere but at its torn end. */
    static Result<JournalFile> read(Path file, Sealer sealer) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return Result.ok(new JournalFile(Optional.empty(), List.of(), 0));
        } catch (IOException e) {
            return Result.failed(Diagnostic.error(
                    "SP0721", "The journal `" + file + "` cannot be read: " + DurableFile.reason(e) + "."));
        }
        return JournalText.read("The journal `" + file + "`", bytes, sealer).then(text -> read(file, text));
    }

    private static Result<JournalFile> read(Path file, JournalText.Read text) {
        if (text.damagedLine().isPresent()) {
            return damaged(file, text.damagedLine().get(), "it is not what was written");
        }
        if (text.contents().isEmpty()) {
            return Result.ok(new JournalFile(Optional.empty(), List.of(), 0));
        }
        try {
            var header = Header.read(text.contents().getFirst());
            var entries = text.contents().stream().skip(1).map(EntryJson::read).toList();
            return Result.ok(new JournalFile(Optional.of(header), entries, text.length()));
        } catch (IllegalArgumentException | ArithmeticException e) {
            return damaged(file, 1, String.valueOf(e.getMessage()));
        }
    }

    private static Result<JournalFile> damaged(Path file, int line, String why) {
        return Result.failed(Diagnostic.error(
                        "SP0720", "The journal `" + file + "` is damaged at line " + line + ": " + why + ".")
                .hint("It holds what a run that was cut short had begun. Look at the addresses and identities in it,"
                        + " then move it away and run `setpoint plan`; take over with `setpoint import` what the plan"
                        + " does not know of."));
    }
}
