package dev.setpoint.provider.sandbox.store;

import dev.setpoint.engine.value.Value;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The cloud's documents as one call sees them. A reading call sees a write only once it has reached the
 * replica that answers; a changing call works on the newest content. Valid during the call only.
 */
public interface Documents {

    Optional<Value.Map> get(String key);

    /**
     * Returns true if the document has reached the replica that answers this call, and so not right after its creation.
     */
    boolean visible(String key);

    /** Returns every document whose key starts with {@code prefix}, by key. */
    SortedMap<String, Value.Map> under(String prefix);

    /** Writes a document when the call ends well. */
    void put(String key, Value.Map document);

    /** Removes a document when the call ends well; nothing happens when there is none. */
    void remove(String key);
}
