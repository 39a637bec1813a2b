package dev.setpoint.engine.apply.run;

import dev.setpoint.engine.diff.Difference;
import dev.setpoint.engine.naming.ObjectNames;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.plan.ReplacementTrigger;
import dev.setpoint.engine.planning.decide.ReplacementCertainty;
import dev.setpoint.engine.planning.live.ExpectedOutputs;
import dev.setpoint.engine.progress.Event;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.state.JournalEntry;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides conditional replacements: after the dependencies have been applied and before anything is deleted. The
 * object is replaced if a create-only value differs from the live one. Otherwise it is updated or left unchanged.
 * While such a value is unknown, the decision is deferred until just before the object is created. Changes nothing
 * and writes no journal.
 */
public final class ReplacementDecider {

    private final Run run;
    private final PlanGuard wanted;

    public ReplacementDecider(Run run) {
        this.run = run;
        this.wanted = new PlanGuard(run);
    }

    public void decide(Change change) {
        if (!(change.effect() instanceof Change.Replace replace)) {
            throw new IllegalStateException("Only a replacement is decided about.");
        }
        var block = run.block(replace.address()).orElseThrow();
        var applied = run.before()
                .resource(replace.address())
                .map(ResourceState::applied)
                .orElse(Value.Map.EMPTY);
        var desired = ObjectNames.ofExisting(block, wanted.propertiesSoFar(block), applied, replace.live());
        wanted.requireAsPlanned(replace, replace.desired(), desired);
        var live = wanted.rereadUnchanged(replace, block);
        var difference = wanted.difference(block, desired, live);
        var candidates = candidates(replace, block, difference);
        var forcing = certainty().forcing(block, Set.of(), candidates);
        if (!forcing.isEmpty()) {
            settle(replace, block, replace.unconditional());
            report(replace, forcing, true);
        } else if (candidates.stream().anyMatch(this::waits)) {
            leaveOpen(replace, block, kept(replace, difference, live));
        } else {
            settle(replace, block, kept(replace, difference, live));
            forgetDue(replace);
            report(replace, replace.properties(), false);
        }
    }

    /** Tells whether a property or trigger depends on a value that an update of another object has yet to produce. */
    private boolean waits(PropertyChange property) {
        return property.forcesReplacement()
                && ReplacementTrigger.of(property)
                        .map(this::waits)
                        .orElseGet(() -> property.after()
                                .filter(value -> !value.isKnown())
                                .isPresent());
    }

    private boolean waits(ReplacementTrigger trigger) {
        return run.decisions().isOpen(trigger.owner())
                || trigger.in(run.known().value(trigger.owner()))
                        .filter(value -> !value.isKnown())
                        .isPresent();
    }

    private void report(Change.Replace replace, List<PropertyChange> properties, boolean replaced) {
        run.listener().on(new Event.Decided(replace.address(), subjects(properties), replaced));
    }

    /** Defers the decision. Later decisions see only the values that are the same either way. */
    private void leaveOpen(Change.Replace replace, ResourceBlock block, Change kept) {
        run.decisions().leaveOpen(replace.address(), kept);
        run.known().set(replace.address(), ExpectedOutputs.of(block, replace));
    }

    private void settle(Change.Replace replace, ResourceBlock block, Change decision) {
        run.decisions().decide(replace.address(), decision);
        // Until the object is ready, later decisions see its expected outputs.
        run.known().set(replace.address(), ExpectedOutputs.of(block, decision));
    }

    private ReplacementCertainty certainty() {
        return new ReplacementCertainty(
                run.plan().graph().stack(), run.known(), run.decisions()::isReplaced, this::hasChanged);
    }

    /**
     * Returns the changes that may force the replacement: property differences now, and the plan's triggers and parts
     * of other objects.
     */
    private static List<PropertyChange> candidates(Change.Replace replace, ResourceBlock block, Difference difference) {
        var candidates = new ArrayList<>(difference.properties());
        replace.properties().stream()
                .filter(property -> ReplacementTrigger.of(property).isPresent() || isOwner(block, property))
                .forEach(candidates::add);
        return candidates;
    }

    private static boolean isOwner(ResourceBlock block, PropertyChange property) {
        return block.type().identification().parts().stream()
                .anyMatch(part -> !part.owner().isEmpty()
                        && property.path()
                                .property()
                                .filter(part.property()::equals)
                                .isPresent());
    }

    private boolean hasChanged(ReplacementTrigger trigger) {
        if (run.decisions().isReplaced(trigger.owner())) {
            return true;
        }
        // A reference to a whole resource changes with any update of it, which the plan already knew.
        return !trigger.path().equals(PropertyPath.ROOT)
                && !waits(trigger)
                && !before(trigger).equals(redacted(trigger.in(run.known().value(trigger.owner()))));
    }

    private Optional<Value> before(ReplacementTrigger trigger) {
        return redacted(run.before()
                .resource(trigger.owner())
                .flatMap(resource -> trigger.in(resource.applied().plus(resource.outputs()))));
    }

    private Optional<Value> redacted(Optional<Value> value) {
        return value.map(run.redaction()::redact);
    }

    private static Change kept(Change.Replace replace, Difference difference, Value.Map live) {
        var otherwise = replace.alternative().orElseThrow();
        return difference.isEmpty() && otherwise instanceof Change.NoOp
                ? new Change.NoOp(replace.target(), replace.id(), difference.desired(), live)
                : new Change.Update(
                        replace.target(),
                        replace.id(),
                        difference.desired(),
                        live,
                        difference.properties(),
                        difference.removed());
    }

    /** Removes due replacements whose trigger has not changed, so that no later run replaces the object. */
    private void forgetDue(Change.Replace replace) {
        if (!replace.triggers().isEmpty()) {
            run.before()
                    .resource(replace.address())
                    .ifPresent(resource -> run.session()
                            .record(new JournalEntry.Done(run.session().nextChange(), resource)));
        }
    }

    private static List<String> subjects(List<PropertyChange> properties) {
        return properties.stream()
                .filter(PropertyChange::forcesReplacement)
                .map(PropertyChange::subject)
                .distinct()
                .toList();
    }
}
