package dev.setpoint.engine.apply;

import dev.setpoint.engine.Providers;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.plan.ProviderFailure;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.state.Entry;
import dev.setpoint.engine.state.Session;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.state.StateWriteException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Clears up after a run that was cut short, before anything is planned. What the journal knows is in the
 * session's state already; what is left are creations that were begun and never answered. Each is looked
 * up in the cloud: what is there is taken into the state, to be finished by an update.
 */
public final class Recovery {

    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final Providers providers;

    public Recovery(Providers providers) {
        this.providers = providers;
    }

    /**
     * The state to plan from; warnings say what was found. Fails when the cloud cannot be asked: what may
     * have been made must not be made a second time.
     */
    public Result<State> recover(Session session, Event.Listener listener) {
        var notes = new ArrayList<Diagnostic>();
        try {
            for (var intent : session.unidentified()) {
                notes.add(settle(session, intent, listener));
            }
        } catch (StateWriteException e) {
            notes.add(e.diagnostic());
        }
        if (notes.stream().anyMatch(Diagnostic::isError)) {
            return new Result.Failed<>(notes);
        }
        return session.checkpoint().after(notes);
    }

    private Diagnostic settle(Session session, Entry.Intent intent, Event.Listener listener) {
        Optional<Identity> found;
        try {
            found = find(intent, listener);
        } catch (ProviderException e) {
            return failure(intent).diagnose("Looking for", e);
        } catch (RuntimeException e) {
            return failure(intent).unexpected("Looking for", e);
        }
        found.ifPresent(identity -> session.record(new Entry.Identified(intent.change(), identity)));
        session.commit(new Entry.Failed(intent.change()));
        return Diagnostic.warning("SP0730", sentence(intent, found));
    }

    private Optional<Identity> find(Entry.Intent intent, Event.Listener listener) {
        var call = Operation.of(intent.address(), TIMEOUT, intent.tag(), listener, new Cancellation())
                // What was made a moment ago may not show at once, and must not be made twice.
                .doubting(Optional::isEmpty);
        try {
            return providers.type(intent.provider(), intent.type()).find(intent.desired(), call);
        } catch (ProviderException e) {
            if (e.kind() == ProviderException.Kind.NAME_TAKEN) {
                // Somebody else has the name, so it was not us who took it.
                return Optional.empty();
            }
            throw e;
        }
    }

    private static String sentence(Entry.Intent intent, Optional<Identity> found) {
        var begun = "The last run was cut short while it made `" + intent.address() + "` (" + intent.type() + "): ";
        return begun
                + found.map(identity -> "`" + identity + "` is there and will be finished.")
                        .orElse("nothing is there, so it will be made.");
    }

    private static ProviderFailure failure(Entry.Intent intent) {
        return new ProviderFailure(
                intent.address(), intent.type(), intent.provider(), Optional.empty(), Optional.empty());
    }
}
