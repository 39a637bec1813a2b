package dev.setpoint.engine.state.store;

import static dev.setpoint.engine.state.store.Entries.resource;
import static dev.setpoint.engine.state.store.Entries.value;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.seal.Sealer;
import dev.setpoint.engine.state.JournalEntry;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.Session;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.state.storage.folder.FolderStorage;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/** A state in a local folder. */
abstract class FolderStates {

    static final Address BUCKET = Address.resource("bucket");

    @TempDir
    Path folder;

    State apply(ResourceState resource) {
        try (var session = session()) {
            session.commit(new JournalEntry.Done(session.nextChange(), resource));
            return value(session.checkpoint());
        }
    }

    StateStore store() {
        return new StateStore(new FolderStorage(folder), "shop", Sealer.NONE);
    }

    Session session() {
        return value(store().lock("setpoint test", Duration.ZERO));
    }
}
