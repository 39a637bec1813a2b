package dev.setpoint.engine.state.format;

import dev.setpoint.engine.state.JournalPosition;
import dev.setpoint.engine.state.Snapshot;
import dev.setpoint.engine.value.Value;

/**
 * Converts a snapshot, which is a state with its open entries, to and from JSON. Reading throws like {@link
 * StateJson}.
 */
final class SnapshotJson {

    private static final String BEGUN = "begun";
    private static final String JOURNAL = "journal";
    private static final String TOKEN = "token";
    private static final String SEGMENT = "segment";

    private SnapshotJson() {}

    /** @param sealed true when it will be encrypted, so that it may contain values of sensitive outputs */
    static Value.Map write(Snapshot snapshot, boolean sealed) {
        var json = StateJson.write(snapshot.state())
                .with(
                        StateJson.DIGEST_KEY,
                        Value.of(snapshot.state().digestKey().text()));
        var revealed = snapshot.state().sensitiveOutputs();
        if (sealed && !revealed.entries().isEmpty()) {
            json = json.with(StateJson.REVEALED, revealed);
        }
        if (!snapshot.openEntries().isEmpty()) {
            json = json.with(
                    BEGUN,
                    Value.of(snapshot.openEntries().stream()
                            .map(EntryJson::write)
                            .toList()));
        }
        if (!snapshot.position().equals(JournalPosition.NONE)) {
            json = json.with(
                    JOURNAL,
                    Value.Map.EMPTY
                            .with(TOKEN, Value.of(snapshot.position().token()))
                            .with(SEGMENT, Value.of(snapshot.position().segment())));
        }
        return json;
    }

    static Snapshot read(Value.Map json) {
        var begun = json.list(BEGUN).stream()
                .map(entry -> EntryJson.read(StateJson.mapOf(entry, BEGUN)))
                .toList();
        var place = json.map(JOURNAL);
        var position = json.has(JOURNAL)
                ? new JournalPosition(StateJson.number(place, TOKEN), StateJson.number(place, SEGMENT))
                : JournalPosition.NONE;
        return new Snapshot(StateJson.read(json), begun, position);
    }
}
