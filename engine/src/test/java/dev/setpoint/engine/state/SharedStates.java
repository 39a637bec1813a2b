package dev.setpoint.engine.state;

import static dev.setpoint.engine.state.Entries.problem;
import static dev.setpoint.engine.state.Entries.resource;
import static dev.setpoint.engine.state.Entries.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.seal.Sealer;
import dev.setpoint.engine.testing.MemoryObjects;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A state in an object store, whose clock and our own pass as a test says. */
abstract class SharedStates {

    static final Duration LEASE = Duration.ofSeconds(60);

    final MemoryObjects objects = new MemoryObjects();
    final AtomicLong here = new AtomicLong();

    void requireRefused(Session session, String why) {
        assertThatThrownBy(() -> session.commit(done(session, "late")))
                .isInstanceOfSatisfying(StateWriteException.class, e -> {
                    assertThat(e.diagnostic().code()).isEqualTo("SP0711");
                    assertThat(e.diagnostic().message()).contains(why);
                });
        assertThat(problem(session.checkpoint()).code()).isEqualTo("SP0711");
    }

    State apply(String name) {
        try (var session = session()) {
            session.commit(done(session, name));
            return value(session.checkpoint());
        }
    }

    static Entry done(Session session, String name) {
        return new Entry.Done(session.nextChange(), resource(name, "blue"));
    }

    List<String> names() {
        return value(store().read()).resources().keySet().stream()
                .map(Address::text)
                .toList();
    }

    StateStore store() {
        return store(LEASE);
    }

    StateStore store(Duration lease) {
        return store(lease, Sealer.NONE);
    }

    StateStore store(Duration lease, Sealer sealer) {
        return new StateStore(new ObjectStorage(objects, lease, here::get), "shop", sealer);
    }

    Session session() {
        return value(store().lock("setpoint test", Duration.ZERO));
    }
}
