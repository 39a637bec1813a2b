package dev.setpoint.engine.state.store;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.seal.Sealer;
import dev.setpoint.engine.state.JournalEntry;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.state.format.EntryJson;
import dev.setpoint.engine.state.format.JournalText;
import dev.setpoint.engine.state.format.StateJson;
import dev.setpoint.engine.state.format.StateText;
import dev.setpoint.engine.state.storage.Storage;
import dev.setpoint.engine.value.DigestKey;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Optional;

/**
 * The contents of a journal.
 *
 * @param header first line; empty when no entry was ever durable
 * @param entries entries after the header
 * @param length length of the readable part, in bytes
 */
record JournalContents(Optional<Header> header, List<JournalEntry> entries, long length) {

    /**
     * The first line, with the state that the entries continue.
     *
     * @param digestKey key of the digests, which is only here until the state is written; format 1 had none
     */
    record Header(String stack, String lineage, long serial, Optional<DigestKey> digestKey) {

        Value.Map json() {
            var json = Value.Map.EMPTY
                    .with("kind", Value.of("begin"))
                    .with("format", Value.of(StateText.FORMAT))
                    .with("stack", Value.of(stack))
                    .with("lineage", Value.of(lineage))
                    .with("serial", Value.of(serial));
            return digestKey
                    .map(key -> json.with(StateJson.DIGEST_KEY, Value.of(key.text())))
                    .orElse(json);
        }

        static Header of(State state) {
            return new Header(state.stack(), state.lineage(), state.serial(), Optional.of(state.digestKey()));
        }

        private static Header read(Value.Map json) {
            if (StateJson.number(json, "format") > StateText.FORMAT) {
                throw new IllegalArgumentException("it was written by a later version of Setpoint");
            }
            return new Header(
                    StateJson.text(json, "stack"),
                    StateJson.text(json, "lineage"),
                    StateJson.number(json, "serial"),
                    json.string(StateJson.DIGEST_KEY).map(DigestKey::of));
        }
    }

    /** Reads a journal. Fails when it is damaged. A torn end is ignored where a journal grows in place. */
    static Result<JournalContents> read(Storage storage, byte[] bytes, Sealer sealer) {
        var what = "The journal `" + storage.journalPlace() + "`";
        return JournalText.read(what, bytes, sealer).then(text -> read(storage, bytes, text));
    }

    private static Result<JournalContents> read(Storage storage, byte[] bytes, JournalText.Read text) {
        var damage = text.damagedLine()
                .or(() -> !storage.isShared() || text.length() == bytes.length
                        ? Optional.empty()
                        : Optional.of(text.contents().size() + 1));
        if (damage.isPresent()) {
            return damaged(storage, damage.get(), "its content was changed");
        }
        if (text.contents().isEmpty()) {
            return Result.ok(new JournalContents(Optional.empty(), List.of(), 0));
        }
        try {
            var header = Header.read(text.contents().getFirst());
            var entries = text.contents().stream().skip(1).map(EntryJson::read).toList();
            return Result.ok(new JournalContents(Optional.of(header), entries, text.length()));
        } catch (IllegalArgumentException | ArithmeticException e) {
            return damaged(storage, 1, String.valueOf(e.getMessage()));
        }
    }

    private static Result<JournalContents> damaged(Storage storage, int line, String why) {
        return Result.failed(Diagnostic.error(
                        "SP0720",
                        "The journal `" + storage.journalPlace() + "` is damaged at line " + line + ": " + why + ".")
                .hint("It records the changes that an interrupted run had started. Look at the addresses and"
                        + " identities in it,"
                        + " then move it away and run `setpoint plan`; import the objects that the plan does"
                        + " not know with `import:`."));
    }
}
