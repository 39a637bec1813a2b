package dev.setpoint.engine.apply;

import dev.setpoint.engine.Providers;
import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.plan.ProviderFailure;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.state.Entry;
import dev.setpoint.engine.state.Session;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.state.StateWriteException;
import dev.setpoint.engine.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Clears up after a run that was cut short, before anything is planned. What the journal knows is in the
 * session's state already; what is left are creations that were begun and never answered. Each is looked
 * up in the cloud: what is there is taken into the state, to be finished by an update.
 *
 * <p>The journal itself may be lost. Then the mark of the run leads to the objects whose id the cloud has given: no
 * plan would find these. What has a name the plan finds, and asks for an {@code import}: a name proves nothing.
 */
public final class Recovery {

    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final Providers providers;
    private final Stack stack;

    public Recovery(Providers providers, Stack stack) {
        this.providers = providers;
        this.stack = stack;
    }

    /**
     * The state to plan from; warnings say what was found. Fails when the cloud cannot be asked: what may
     * have been made must not be made a second time.
     */
    public Result<State> recover(Session session, Event.Listener listener) {
        var notes = new ArrayList<Diagnostic>();
        try {
            var known = session.unidentified();
            for (var intent : known) {
                notes.add(settle(session, intent, listener));
            }
            notes.addAll(unrecorded(
                    session, known.stream().map(Entry.Intent::address).toList(), listener));
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
        found = found.filter(identity -> !isHeld(session.state(), intent, identity));
        found.ifPresent(identity -> session.record(new Entry.Identified(intent.change(), identity)));
        session.commit(new Entry.Failed(intent.change()));
        return Diagnostic.warning("SP0730", sentence(intent, found));
    }

    /**
     * What the run that was cut short has made and is recorded nowhere.
     *
     * @param known what the journal told of, and was looked for already
     */
    private List<Diagnostic> unrecorded(Session session, List<Address> known, Event.Listener listener) {
        var state = session.state();
        if (state.run().isEmpty()) {
            return List.of();
        }
        return stack.resources().values().stream()
                .filter(block ->
                        !block.type().stateOnly() && block.type().naming().isEmpty())
                .filter(block -> !known.contains(block.address()))
                .flatMap(block -> adopt(session, marked(state, block), listener).stream())
                .toList();
    }

    /** As its intent would have been: of what it was to be, nothing is known any more. */
    private static Entry.Intent marked(State state, ResourceBlock block) {
        return new Entry.Intent(
                0,
                Entry.Operation.CREATE,
                block.address(),
                block.type().name(),
                block.provider(),
                Optional.empty(),
                Value.Map.EMPTY,
                new TreeSet<>(),
                block.lifecycle().preventDestroy(),
                block.lifecycle().retain(),
                state.resource(block.address()).isPresent(),
                state.ownershipTag(block.address()));
    }

    private Optional<Diagnostic> adopt(Session session, Entry.Intent intent, Event.Listener listener) {
        Optional<Identity> found;
        try {
            found = find(intent, listener)
                    .filter(identity -> !session.state().holds(intent.address(), identity))
                    .filter(identity -> !isHeld(session.state(), intent, identity));
        } catch (ProviderException e) {
            return Optional.of(failure(intent).diagnose("Looking for", e));
        } catch (RuntimeException e) {
            return Optional.of(failure(intent).unexpected("Looking for", e));
        }
        return found.map(identity -> {
            var number = session.nextChange();
            session.record(intent.numbered(number));
            session.record(new Entry.Identified(number, identity));
            session.commit(new Entry.Failed(number));
            return Diagnostic.warning(
                    "SP0731",
                    "The last run was cut short, and no journal tells of `" + intent.address() + "` (" + intent.type()
                            + "): `" + identity + "` bears the mark of that run, so it is taken over and will be"
                            + " finished.");
        });
    }

    /** Whether it is another address's object: then this run cannot have made it. */
    private static boolean isHeld(State state, Entry.Intent intent, Identity identity) {
        var place = state.realms().get(intent.provider());
        return state.resources().values().stream()
                .filter(resource -> !resource.address().equals(intent.address()))
                .filter(resource -> resource.type().equals(intent.type()))
                .filter(resource -> resource.provider().equals(intent.provider())
                        || (place != null && place.equals(state.realms().get(resource.provider()))))
                .anyMatch(resource -> state.holds(resource.address(), identity));
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
                intent.address(),
                intent.type(),
                Optional.empty(),
                intent.provider(),
                Optional.empty(),
                Optional.empty());
    }
}
