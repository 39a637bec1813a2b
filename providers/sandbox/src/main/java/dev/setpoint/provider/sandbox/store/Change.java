package dev.setpoint.provider.sandbox.store;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Changes of one acknowledged call: one line of the journal.
 *
 * @param sequence grows by one with each change
 * @param at simulated time
 * @param call as IAM spells the action: {@code kms:CreateKey}
 * @param documents by key; empty: removed
 */
record Change(long sequence, Instant at, String call, Map<String, Optional<Value.Map>> documents) {

    String line() {
        var entries = new LinkedHashMap<String, Value>();
        documents.forEach((key, document) ->
                entries.put(key, document.<Value>map(value -> value).orElse(Value.Null.VALUE)));
        return SummedLine.of(Value.Map.EMPTY
                .with("n", Value.of(sequence))
                .with("at", Value.of(at.toString()))
                .with("call", Value.of(call))
                .with("documents", new Value.Map(entries)));
    }

    /**
     * @param summed whether the line must have a checksum
     * @throws IllegalArgumentException when the line is not a change
     */
    static Change parse(String line, boolean summed) {
        if (!((summed ? SummedLine.read(line) : Json.read(line)) instanceof Value.Map map)
                || !(map.get("n").orElse(Value.Null.VALUE) instanceof Value.Num n)) {
            throw new IllegalArgumentException("it is not a change");
        }
        var documents = new LinkedHashMap<String, Optional<Value.Map>>();
        map.map("documents")
                .entries()
                .forEach((key, value) -> documents.put(
                        key, value instanceof Value.Map document ? Optional.of(document) : Optional.empty()));
        return new Change(
                n.value().longValueExact(),
                Instant.parse(map.string("at").orElseThrow(() -> new IllegalArgumentException("it has no time"))),
                map.string("call").orElse(""),
                documents);
    }
}
