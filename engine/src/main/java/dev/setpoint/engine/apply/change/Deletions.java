package dev.setpoint.engine.apply.change;

import dev.setpoint.engine.apply.run.PlanGuard;
import dev.setpoint.engine.apply.run.ProviderOperation;
import dev.setpoint.engine.apply.run.Run;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.progress.Event;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.state.JournalEntry;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.value.Value;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Deletes objects, or drops them from the state. An object that no longer exists counts as deleted. */
public final class Deletions {

    private final Run run;
    private final PlanGuard wanted;

    public Deletions(Run run) {
        this.run = run;
        this.wanted = new PlanGuard(run);
    }

    public void remove(Change change) {
        switch (change) {
            case Change.Delete(var _, var id, var last, var _) -> delete(change, id, last);
            case Change.Replace replace -> {
                // An object that was deleted with its owner cannot have changed.
                if (replace.order() == Change.Order.DELETE_FIRST && isThere(replace)) {
                    run.block(replace.address()).ifPresent(block -> wanted.requireUnchanged(replace, block));
                }
                delete(replace, replace.id(), last(replace));
            }
            case Change.Forget(var _, var id, var reason, var _) -> forget(change, id, reason);
            case Change.Import(var _, var _, var then) -> remove(then);
            case Change.Move(var _, var _, var then) -> remove(then);
            case Change.Create _, Change.Update _, Change.Refresh _, Change.Restore _, Change.NoOp _ ->
                throw new IllegalStateException("Nothing is removed by " + change);
        }
    }

    /**
     * Drops an object from the state. When it is gone or belongs to another address, the deposed objects of the
     * resource stay, because they must still be deleted.
     */
    private void forget(Change change, Identity id, Change.ForgetReason reason) {
        run.session()
                .record(
                        switch (reason) {
                            case RETAINED -> new JournalEntry.Forgotten(change.address());
                            case GONE, DEPOSED_GONE, HELD, DEPOSED_HELD ->
                                new JournalEntry.Deleted(run.session().nextChange(), change.address(), id);
                        });
    }

    private boolean isThere(Change.Replace replace) {
        var target = replace.target();
        return !run.isStateOnly(replace)
                && !isGone(
                        run.providers().resource(target.provider(), target.type(), run.schemas()),
                        replace.id(),
                        call(replace, "read"));
    }

    /** Returns the properties to delete the old object with. Its deletion options come from the spec. */
    private Value.Map last(Change.Replace replace) {
        var applied = run.before()
                .resource(replace.address())
                .map(ResourceState::applied)
                .orElse(Value.Map.EMPTY);
        return run.schemas()
                .type(replace.target().type())
                .map(type -> applied.plus(type.writeOnly(replace.desired())))
                .orElse(applied);
    }

    private void delete(Change change, Identity id, Value.Map last) {
        var target = change.target();
        var type = run.providers().resource(target.provider(), target.type(), run.schemas());
        var number = run.session().nextChange();
        var gone = new JournalEntry.Deleted(number, target.address(), id);
        var isHeld = run.claims()
                .otherHolder(target.address(), target.type(), target.provider(), id)
                .isPresent();
        if (run.isStateOnly(change) || isHeld) {
            run.session().record(gone);
            run.claims().release(target.address(), id);
            return;
        }
        run.report(change, Event.Action.DELETING, () -> {
            if (isGone(type, id, call(change, "read"))) {
                run.session().record(gone);
                run.claims().release(target.address(), id);
                return id;
            }
            run.requireNotStopped();
            run.session().commit(intent(change, number, id, last));
            run.footprint().removing(id);
            run.footprint().naming(target.address(), run.objectNames(target.address()));
            var call = call(change, "delete");
            try {
                type.delete(id, last, call);
            } catch (RuntimeException e) {
                if (!call.isUnanswered() || !isGone(type, id, call(change, "read"), e)) {
                    fail(number, e);
                    throw call.failure(e);
                }
            }
            run.session().record(gone);
            run.claims().release(target.address(), id);
            return id;
        });
    }

    /**
     * Tells whether the object is gone. A single read is not enough: a replica may not know the object yet, and an
     * object wrongly taken for gone is never deleted.
     */
    private static boolean isGone(ResourceType type, Identity id, ProviderOperation call) {
        return type.read(id, new PropertySet(Set.of()), call.doubting(Optional::isEmpty))
                .isEmpty();
    }

    /** Tells whether a failed deletion was carried out after all, by a request that got no answer. */
    private static boolean isGone(ResourceType type, Identity id, ProviderOperation call, RuntimeException problem) {
        try {
            return isGone(type, id, call);
        } catch (ProviderException e) {
            // Report the first problem.
            problem.addSuppressed(e);
            return false;
        }
    }

    private void fail(long number, RuntimeException problem) {
        try {
            run.session().record(new JournalEntry.Failed(number));
        } catch (RuntimeException e) {
            problem.addSuppressed(e);
        }
    }

    private ProviderOperation call(Change change, String operation) {
        return run.operation(change.address(), operation, run.before().ownershipTag(change.address()));
    }

    private JournalEntry.Intent intent(Change change, long number, Identity id, Value.Map last) {
        var target = change.target();
        var resource = run.before().resource(target.address());
        return new JournalEntry.Intent(
                number,
                JournalEntry.Operation.DELETE,
                target.address(),
                target.type(),
                target.provider(),
                Optional.of(id),
                last,
                new TreeSet<>(target.dependsOn()),
                resource.filter(ResourceState::preventDestroy).isPresent(),
                resource.filter(ResourceState::retain).isPresent(),
                false,
                "");
    }
}
