package dev.setpoint.engine.state.storage.objects;

import dev.setpoint.engine.file.LimitedReader;
import dev.setpoint.engine.spi.state.ObjectStore;
import java.util.Arrays;
import java.util.Optional;

/** Conditional writes that survive a lost reply: if our bytes are already there, the first attempt succeeded. */
record IdempotentWrites(ObjectStore store) {

    Optional<ObjectStore.Written> create(String name, byte[] content) {
        return store.create(name, content).or(() -> own(name, content));
    }

    Optional<ObjectStore.Written> replace(String name, byte[] content, String version) {
        return store.replace(name, content, version).or(() -> own(name, content));
    }

    /**
     * Returns the stored object if it has our bytes. Two runs never write the same bytes, because each writes its
     * token, and the lock contains the run and the number of its renewals.
     */
    private Optional<ObjectStore.Written> own(String name, byte[] content) {
        return store.read(name, LimitedReader.MAX_BYTES)
                .filter(there -> Arrays.equals(there.content(), content))
                .map(there -> new ObjectStore.Written(there.version(), there.now()));
    }
}
