package dev.setpoint.provider.sandbox.store;

import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** View of a changing call: the newest content with the call's own writes, which are kept apart until it succeeds. */
final class Draft implements Documents {

    private final Documents seen;
    private final NavigableMap<String, Entry> truth;
    private final Map<String, Optional<Value.Map>> written = new LinkedHashMap<>();

    Draft(Documents seen, NavigableMap<String, Entry> truth) {
        this.seen = seen;
        this.truth = truth;
    }

    Map<String, Optional<Value.Map>> written() {
        return written;
    }

    @Override
    public Optional<Value.Map> get(String key) {
        var mine = written.get(key);
        return mine != null ? mine : Optional.ofNullable(truth.get(key)).flatMap(Entry::document);
    }

    @Override
    public boolean visible(String key) {
        return written.containsKey(key) || seen.visible(key);
    }

    @Override
    public SortedMap<String, Value.Map> under(String prefix) {
        var found = new TreeMap<String, Value.Map>();
        for (var entry : truth.tailMap(prefix).entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                break;
            }
            entry.getValue().document().ifPresent(document -> found.put(entry.getKey(), document));
        }
        written.forEach((key, document) -> {
            if (key.startsWith(prefix)) {
                document.ifPresentOrElse(value -> found.put(key, value), () -> found.remove(key));
            }
        });
        return found;
    }

    @Override
    public void put(String key, Value.Map document) {
        written.put(key, Optional.of(document));
    }

    @Override
    public void remove(String key) {
        if (get(key).isPresent()) {
            written.put(key, Optional.empty());
        }
    }
}
