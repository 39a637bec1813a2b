package dev.setpoint.engine.state.storage.objects;

import dev.setpoint.engine.file.LimitedReader;
import dev.setpoint.engine.spi.state.ObjectStore;
import java.util.Arrays;
import java.util.Optional;

/** Conditional writes that recognise their own: what is refused because it had been written already has been written. */
record IdempotentWrites(ObjectStore store) {

    Optional<ObjectStore.Written> create(String name, byte[] content) {
        return store.create(name, content).or(() -> own(name, content));
    }

    Optional<ObjectStore.Written> replace(String name, byte[] content, String version) {
        return store.replace(name, content, version).or(() -> own(name, content));
    }

    /** No two runs write the same: each writes its token, and the lock has the number of the run and of the renewal. */
    private Optional<ObjectStore.Written> own(String name, byte[] content) {
        return store.read(name, LimitedReader.MAX_BYTES)
                .filter(there -> Arrays.equals(there.content(), content))
                .map(there -> new ObjectStore.Written(there.version(), there.now()));
    }
}
