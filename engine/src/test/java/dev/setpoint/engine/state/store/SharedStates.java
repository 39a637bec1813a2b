package dev.setpoint.engine.state.store;

import static dev.setpoint.engine.state.store.Entries.problem;
import static dev.setpoint.engine.state.store.Entries.resource;
import static dev.setpoint.engine.state.store.Entries.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.seal.Sealer;
import dev.setpoint.engine.state.JournalEntry;
import dev.setpoint.engine.state.Session;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.state.StateWriteException;
import dev.setpoint.engine.state.storage.objects.ObjectStorage;
import dev.setpoint.engine.testing.MemoryObjects;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A state in an object store, where the test sets the store's clock and our own. */
public abstract class SharedStates {

    public static final Duration LEASE = Duration.ofSeconds(60);

    public final MemoryObjects objects = new MemoryObjects();
    public final AtomicLong here = new AtomicLong();

    public void requireRefused(Session session, String why) {
        assertThatThrownBy(() -> session.commit(done(session, "late")))
                .isInstanceOfSatisfying(StateWriteException.class, e -> {
                    assertThat(e.diagnostic().code()).isEqualTo("SP0711");
                    assertThat(e.diagnostic().message()).contains(why);
                });
        assertThat(problem(session.checkpoint()).code()).isEqualTo("SP0711");
    }

    public State apply(String name) {
        try (var session = session()) {
            session.commit(done(session, name));
            return value(session.checkpoint());
        }
    }

    public static JournalEntry done(Session session, String name) {
        return new JournalEntry.Done(session.nextChange(), resource(name, "blue"));
    }

    public List<String> names() {
        return value(store().read()).resources().keySet().stream()
                .map(Address::text)
                .toList();
    }

    public StateStore store() {
        return store(LEASE);
    }

    public StateStore store(Duration lease) {
        return store(lease, Sealer.NONE);
    }

    StateStore store(Duration lease, Sealer sealer) {
        return new StateStore(new ObjectStorage(objects, lease, here::get), "shop", sealer);
    }

    public Session session() {
        return value(store().lock("setpoint test", Duration.ZERO));
    }
}
