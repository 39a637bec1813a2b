package dev.setpoint.engine.apply.change;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.apply.run.LateRefusals;
import dev.setpoint.engine.apply.run.PlanGuard;
import dev.setpoint.engine.apply.run.ProviderOperation;
import dev.setpoint.engine.apply.run.Run;
import dev.setpoint.engine.apply.step.StepFailure;
import dev.setpoint.engine.apply.step.StepNotBegun;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diff.Difference;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.planning.live.IdentityComparison;
import dev.setpoint.engine.progress.Event;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.SameObject;
import dev.setpoint.engine.state.JournalEntry;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Creates and updates objects. Each change is written to the journal before its first call and after its last. */
public final class CreateAndUpdate {

    private final Run run;
    private final PlanGuard wanted;
    private final NewNames names;

    public CreateAndUpdate(Run run) {
        this.run = run;
        this.wanted = new PlanGuard(run);
        this.names = new NewNames(run);
    }

    /** @param desired the evaluated properties, with the provider's defaults and with secrets marked */
    public record EvaluatedResource(ResourceBlock block, Value.Map desired) {
        boolean journalled() {
            return !block.type().stateOnly();
        }

        /** Returns properties as the provider gets them: in clear, and with the name in the place of its beginning. */
        Value.Map sent(Value.Map map) {
            var named = block.type()
                    .generatedName()
                    .map(name -> map.without(name.prefix()))
                    .orElse(map);
            return named.revealedDeep() instanceof Value.Map revealed ? revealed : named;
        }
    }

    /** Records the result of an update in the state. */
    @FunctionalInterface
    public interface OnUpdated {
        /** @param answer live properties and outputs as the provider gave them */
        void settle(long number, Value.Map answer);
    }

    public void put(Change change) {
        var block = run.block(change.address()).orElseThrow();
        put(change, new EvaluatedResource(block, names.named(change, block, wanted.properties(block))));
    }

    private void put(Change change, EvaluatedResource subject) {
        switch (change) {
            case Change.Create create -> {
                wanted.requireAsPlanned(create, create.desired(), subject.desired());
                create(create, subject, false);
            }
            case Change.Replace replace -> {
                wanted.requireAsPlanned(replace, replace.desired(), subject.desired());
                if (replace.order() == Change.Order.CREATE_FIRST) {
                    requireOwnName(replace, subject);
                    wanted.requireUnchanged(replace, subject.block());
                }
                create(replace, subject, replace.order() == Change.Order.CREATE_FIRST);
            }
            case Change.Update update -> update(update, subject);
            case Change.NoOp same -> keep(same, subject);
            case Change.Import(var _, var id, var then) -> take(change, id, then, subject);
            case Change.Restore(var _, var _, var then) -> put(then, subject);
            case Change.Move(var _, var _, var then) -> put(then, subject);
            case Change.Delete _, Change.Forget _, Change.Refresh _ ->
                throw new IllegalStateException("Nothing is put by " + change);
        }
    }

    private void take(Change change, Identity id, Change then, EvaluatedResource subject) {
        run.requireNotStopped();
        run.claims().claim(subject.block(), id).ifPresent(other -> {
            throw sameObject(subject.block(), other);
        });
        run.session()
                .commit(new JournalEntry.Done(
                        run.session().nextChange(), AppliedState.incomplete(change, subject.block(), id)));
        try {
            put(then, subject);
        } catch (StepNotBegun e) {
            run.session().record(new JournalEntry.Forgotten(change.address()));
            throw e;
        }
    }

    /** Returns the failure of a step whose object belongs to another address. */
    StepFailure sameObject(ResourceBlock block, Address other) {
        return new StepFailure(run.block(other)
                .map(there -> SameObject.twice("SP0640", block, there))
                .orElseGet(() -> SameObject.left("SP0640", block, other)));
    }

    /**
     * Refuses a create-first replacement whose new object would have the old one's name: the creation would overwrite
     * the old object, and the deletion would remove both.
     */
    private static void requireOwnName(Change.Replace replace, EvaluatedResource subject) {
        if (IdentityComparison.names(subject.block().type(), subject.desired(), replace.live())) {
            throw new StepFailure(Diagnostic.error(
                            "SP0527",
                            subject.block().span(),
                            "`" + replace.address() + "` was not replaced: the new object would be created before"
                                    + " the old one is deleted, and both would be called `" + replace.id() + "`.")
                    .hint("Change its name, or set `createBeforeDestroy: false`."));
        }
    }

    private void create(Change change, EvaluatedResource subject, boolean deposes) {
        new Creation(run, this, change, subject, deposes).make();
    }

    private void update(Change.Update update, EvaluatedResource subject) {
        var live = subject.journalled() ? reread(update, subject.block()) : update.live();
        var difference = wanted.difference(subject.block(), subject.desired(), live);
        wanted.requireAsPlanned(update, update.desired(), difference.desired());
        if (difference.forcesReplacement()) {
            throw new StepFailure(LateRefusals.replacement(run, update, subject.block(), difference));
        }
        update(
                update,
                subject,
                live,
                difference,
                (number, answer) -> settle(update, subject, number, update.id(), difference.desired(), answer));
    }

    /** @param live properties of the object before the update */
    public void update(
            Change.Update update,
            EvaluatedResource subject,
            Value.Map live,
            Difference difference,
            OnUpdated settling) {
        var changed = changed(difference);
        var number = run.session().nextChange();
        if (changed.isEmpty() && difference.removed().isEmpty()) {
            settling.settle(number, live);
            return;
        }
        if (subject.journalled()) {
            run.requireNotStopped();
            run.session()
                    .commit(intent(
                            update,
                            subject,
                            number,
                            JournalEntry.Operation.UPDATE,
                            Optional.of(update.id()),
                            false,
                            ""));
            run.footprint().updating(update.address());
            run.footprint().naming(update.address(), run.objectNames(update.address()));
        }
        run.report(update, Event.Action.UPDATING, () -> {
            var request =
                    new Update(subject.sent(difference.desired()), subject.sent(live), changed, difference.removed());
            var call = call(update, "update");
            try {
                var answer = resumption(subject).update(update.id(), request, call);
                run.footprint()
                        .naming(
                                update.address(),
                                run.objectNames(subject.block().type().name(), answer));
                settling.settle(number, answer);
                return update.id();
            } catch (RuntimeException e) {
                if (call.isNotBegun()) {
                    // The intent added the dependencies of the new values.
                    run.before()
                            .resource(update.address())
                            .ifPresent(resource -> run.session().record(new JournalEntry.Done(number, resource)));
                }
                fail(subject, number, e);
                throw call.failure(e);
            }
        });
    }

    Resumption resumption(EvaluatedResource subject) {
        return new Resumption(type(subject), subject.block().type().properties(), run.redaction());
    }

    ResourceType type(EvaluatedResource subject) {
        var block = subject.block();
        return run.providers().type(block.provider(), block.type()).resource();
    }

    private Value.Map reread(Change.Update update, ResourceBlock block) {
        var names = new TreeSet<>(update.desired().entries().keySet());
        names.addAll(update.removed());
        return wanted.reread(
                new PlanGuard.Expected(update, update.id(), update.live(), "the plan"),
                block,
                names,
                wanted.unread(update.live(), names));
    }

    private static Set<String> changed(Difference difference) {
        var changed = new LinkedHashSet<String>();
        difference.properties().forEach(change -> change.path().property().ifPresent(changed::add));
        changed.removeAll(difference.removed());
        return changed;
    }

    /** Changes only the state: records options of the spec and the live outputs. */
    private void keep(Change.NoOp same, EvaluatedResource subject) {
        var desired = wanted.difference(subject.block(), subject.desired(), same.live())
                .desired();
        wanted.requireAsPlanned(same, same.desired(), desired);
        settle(same, subject, run.session().nextChange(), same.id(), desired, same.live());
    }

    /** Ends a change: writes the resource to the state and makes it readable for expressions. */
    void settle(
            Change change, EvaluatedResource subject, long number, Identity id, Value.Map desired, Value.Map answer) {
        var live = concealed(subject, answer);
        var resource = AppliedState.settled(change, subject.block(), id, desired, live);
        if (!(change instanceof Change.NoOp) || !run.isRecorded(resource)) {
            run.session().record(new JournalEntry.Done(number, resource));
        }
        run.known().set(change.address(), live.plus(desired));
    }

    JournalEntry.Intent intent(
            Change change,
            EvaluatedResource subject,
            long number,
            JournalEntry.Operation operation,
            Optional<Identity> identity,
            boolean deposes,
            String tag) {
        var block = subject.block();
        return new JournalEntry.Intent(
                number,
                operation,
                block.address(),
                block.type().name(),
                block.provider(),
                identity,
                subject.desired(),
                AppliedState.dependencies(change),
                block.lifecycle().preventDestroy(),
                block.lifecycle().retain(),
                deposes,
                tag);
    }

    /** Writes the failure to the journal. When that fails too, the first problem is reported. */
    void fail(EvaluatedResource subject, long number, RuntimeException problem) {
        if (!subject.journalled()) {
            return;
        }
        try {
            run.session().record(new JournalEntry.Failed(number));
        } catch (RuntimeException e) {
            problem.addSuppressed(e);
        }
    }

    private ProviderOperation call(Change change, String operation) {
        return run.operation(change.address(), operation, run.before().ownershipTag(change.address()));
    }

    private Value.Map concealed(EvaluatedResource subject, Value.Map live) {
        return run.concealed(subject.block(), live, subject.desired());
    }
}
