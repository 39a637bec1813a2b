package dev.setpoint.engine.apply.recovery;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.apply.change.CreationSearch;
import dev.setpoint.engine.apply.change.CreationSearch.Found;
import dev.setpoint.engine.apply.run.ProviderOperation;
import dev.setpoint.engine.call.ProviderFailure;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.progress.Cancellation;
import dev.setpoint.engine.progress.Event;
import dev.setpoint.engine.provider.Providers;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.Mark;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.stack.StaticValues;
import dev.setpoint.engine.state.JournalEntry;
import dev.setpoint.engine.state.Session;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.state.StateWriteException;
import dev.setpoint.engine.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Cleans up after an interrupted run, before anything is planned. The session's state already contains the journal.
 * Still open are creations that started and got no answer. Each is looked up in the cloud, and an object that only
 * our run can have created is added to the state, to be finished by an update. A creation whose object is not visible
 * stays open until the resource is created again or removed from the spec, because the object may appear later.
 *
 * <p>The journal itself may be lost. Then the run's tag finds the objects whose id the cloud assigned, and its name an
 * object whose name the run has chosen. An object whose name the spec has is found by the plan, which asks for an
 * {@code import}, because a name does not prove who made it.
 */
public final class Recovery {

    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final Providers providers;
    private final SchemaCatalog schemas;
    private final Stack stack;

    public Recovery(Providers providers, SchemaCatalog schemas, Stack stack) {
        this.providers = providers;
        this.schemas = schemas;
        this.stack = stack;
    }

    /**
     * Returns the state to plan from, with warnings about the objects found. Fails when the cloud cannot be asked,
     * because an object that may exist must not be created twice.
     */
    public Result<State> recover(Session session, Event.Listener listener) {
        var notes = new ArrayList<Diagnostic>();
        try {
            var known = session.unidentified();
            for (var intent : known) {
                notes.add(settle(session, intent, listener));
            }
            notes.addAll(unrecorded(
                    session, known.stream().map(JournalEntry.Intent::address).toList(), listener));
        } catch (StateWriteException e) {
            notes.add(e.diagnostic());
        }
        if (notes.stream().anyMatch(Diagnostic::isError)) {
            return new Result.Failed<>(notes);
        }
        return session.checkpoint().after(notes);
    }

    private Diagnostic settle(Session session, JournalEntry.Intent intent, Event.Listener listener) {
        Found found;
        try {
            found = creationSearch(intent, session).search(intent.desired(), call(intent, listener));
        } catch (ProviderException e) {
            return failure(intent).diagnose("Looking for", e);
        } catch (RuntimeException e) {
            return failure(intent).unexpected("Looking for", e);
        }
        var begun = "The last run was interrupted while it created `" + intent.address() + "`" + " (" + intent.type()
                + "): ";
        return switch (found) {
            case Found.Ours(var identity, var _)
            when isHeld(session.state(), intent, identity) -> {
                session.commit(new JournalEntry.Failed(intent.change()));
                yield Diagnostic.warning("SP0730", begun + "it does not exist, so it will be created.");
            }
            case Found.Ours(var identity, var _) -> {
                session.record(new JournalEntry.Identified(intent.change(), identity));
                session.commit(new JournalEntry.Failed(intent.change()));
                yield Diagnostic.warning("SP0730", begun + "`" + identity + "` exists and will be finished.");
            }
            case Found.Foreign(var identity, var evidence) -> {
                session.commit(new JournalEntry.Failed(intent.change()));
                yield Diagnostic.warning(
                        "SP0580",
                        begun + "`" + identity + "` exists, but " + evidence
                                + ", so somebody else created it and it is left unchanged.");
            }
            case Found.Taken _ -> {
                session.commit(new JournalEntry.Failed(intent.change()));
                yield Diagnostic.warning(
                        "SP0580", begun + "its name is already used by somebody else, so it" + " was not created.");
            }
            case Found.Nothing _ -> Diagnostic.warning("SP0730", begun + "it does not exist, so it will be created.");
        };
    }

    private CreationSearch creationSearch(JournalEntry.Intent intent, Session session) {
        var type = providers.resource(intent.provider(), intent.type(), schemas);
        return new CreationSearch(
                type, schemas.type(intent.type()).orElseThrow(), session.state().redaction());
    }

    /**
     * Adds objects of the interrupted run that neither state nor journal has.
     *
     * @param known addresses from the journal, which were searched already
     */
    private List<Diagnostic> unrecorded(Session session, List<Address> known, Event.Listener listener) {
        var state = session.state();
        if (state.run().isEmpty()) {
            return List.of();
        }
        var values = new StaticValues(stack);
        return stack.resources().values().stream()
                .filter(block -> !block.type().stateOnly() && !known.contains(block.address()))
                .flatMap(block -> asked(state, block, values).stream()
                        .flatMap(desired -> adopt(session, marked(state, block, desired), listener).stream()))
                .toList();
    }

    /**
     * Returns the properties that an object of the interrupted run is found by: none where its tag finds it. Empty when
     * it cannot be told from the object of somebody else, because the spec has its whole name.
     */
    private static Optional<Value.Map> asked(State state, ResourceBlock block, StaticValues values) {
        var naming = block.type().naming();
        if (naming.isEmpty()) {
            return Optional.of(Value.Map.EMPTY);
        }
        var written = new LinkedHashMap<>(values.written(block).entries());
        written.values().removeIf(value -> !value.isKnown());
        var known = new Value.Map(written);
        return block.type()
                .generatedName()
                .filter(name -> name.isWanted(known))
                .map(name -> name.with(known, name.chosen(known, state.ownershipTag(block.address()))))
                .filter(named -> named.entries().keySet().containsAll(naming));
    }

    /** Returns an intent for a block whose journal entry is lost. */
    private static JournalEntry.Intent marked(State state, ResourceBlock block, Value.Map desired) {
        return new JournalEntry.Intent(
                0,
                JournalEntry.Operation.CREATE,
                block.address(),
                block.type().name(),
                block.provider(),
                Optional.empty(),
                desired,
                new TreeSet<>(),
                block.lifecycle().preventDestroy(),
                block.lifecycle().retain(),
                state.resource(block.address()).isPresent(),
                state.ownershipTag(block.address()));
    }

    private Optional<Diagnostic> adopt(Session session, JournalEntry.Intent intent, Event.Listener listener) {
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
            session.record(intent.withChange(number));
            session.record(new JournalEntry.Identified(number, identity));
            session.commit(new JournalEntry.Failed(number));
            return Diagnostic.warning(
                    "SP0731",
                    "The last run was interrupted, and no journal mentions `" + intent.address() + "` (" + intent.type()
                            + "): `" + identity + "` has the tag of that run, so it is added to the state and"
                            + " will be finished.");
        });
    }

    /** Tells whether another address has the object. Then the interrupted run cannot have created it. */
    private static boolean isHeld(State state, JournalEntry.Intent intent, Identity identity) {
        var place = state.realms().get(intent.provider());
        return state.resources().values().stream()
                .filter(resource -> !resource.address().equals(intent.address()))
                .filter(resource -> resource.type().equals(intent.type()))
                .filter(resource -> resource.provider().equals(intent.provider())
                        || (place != null && place.equals(state.realms().get(resource.provider()))))
                .anyMatch(resource -> state.holds(resource.address(), identity));
    }

    /** Returns the object with the run's tag, or with a name that only that run chooses. */
    private Optional<Identity> find(JournalEntry.Intent intent, Event.Listener listener) {
        var call = call(intent, listener);
        var type = providers.resource(intent.provider(), intent.type(), schemas);
        return type.find(intent.desired(), call.doubting(Optional::isEmpty))
                .filter(identity -> intent.desired().entries().isEmpty()
                        ? type.mark(identity, call) == Mark.OURS
                        : type.mark(identity, call) != Mark.ANOTHERS);
    }

    private static ProviderOperation call(JournalEntry.Intent intent, Event.Listener listener) {
        return ProviderOperation.of(intent.address(), TIMEOUT, intent.tag(), listener, new Cancellation());
    }

    private static ProviderFailure failure(JournalEntry.Intent intent) {
        return new ProviderFailure(
                intent.address(),
                intent.type(),
                Optional.empty(),
                intent.provider(),
                Optional.empty(),
                Optional.empty());
    }
}
