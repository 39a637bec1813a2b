package dev.setpoint.engine.planning.decide;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diff.DiffSubject;
import dev.setpoint.engine.diff.Differ;
import dev.setpoint.engine.diff.Difference;
import dev.setpoint.engine.naming.ObjectNames;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.ChangeTarget;
import dev.setpoint.engine.plan.DeletionWindow;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.planning.live.IdentityComparison;
import dev.setpoint.engine.planning.order.ReplacementOrder;
import dev.setpoint.engine.planning.refusal.Refusals;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides the change of one resource of the spec.
 *
 * @param triggers replacements that follow from changes planned so far
 * @param certainty certainty of replacements that depend on unknown values
 * @param requested resources that the user asked to replace
 * @param replacementOrder order of creation and deletion in replacements
 * @param formerProviders earlier provider configurations of resources whose configuration has changed
 */
public record ChangeDecision(
        Differ differ,
        ReplacementTriggers triggers,
        ReplacementCertainty certainty,
        Set<Address> requested,
        ReplacementOrder replacementOrder,
        Map<Address, String> formerProviders) {

    /** @param properties of the spec */
    public Change create(
            ResourceBlock block, Set<Address> dependsOn, Change.CreateReason reason, Value.Map properties) {
        var desired = ObjectNames.ofNew(block, properties);
        var subject = subject(block, desired, Optional.empty(), Value.Map.EMPTY);
        var created = ObjectNames.shown(block, desired, differ.creation(subject)).stream()
                .map(property -> placed(property, block))
                .toList();
        return new Change.Create(target(block, dependsOn, List.of()), reason, desired, created);
    }

    /**
     * Returns the change at its place in the spec. A default has no place of its own, so it gets the one of the whole
     * map.
     */
    private static PropertyChange placed(PropertyChange property, ResourceBlock block) {
        return property.span().equals(Optional.of(block.properties().span()))
                ? property.withSpan(Optional.empty())
                : property;
    }

    /** Decides the change of an existing object: a no-op, an update or a replacement. */
    Change existing(
            ResourceBlock block, Set<Address> dependsOn, ResourceState state, Value.Map written, Value.Map live) {
        var kept = ObjectNames.ofExisting(block, written, state.applied(), live);
        var subject = subject(block, kept, state.comparable(kept), live);
        var difference = differ.compare(subject);
        var properties = new ArrayList<>(difference.properties());
        properties.addAll(
                OptionChanges.between(state, block, Optional.ofNullable(formerProviders.get(state.address()))));
        properties = new ArrayList<>(triggers.changesOf(block, state.dueReplacements(), properties, live));
        var asked = requested.contains(block.address());
        if (properties.isEmpty() && state.complete() && !asked) {
            return new Change.NoOp(target(block, dependsOn, List.of()), state.identity(), difference.desired(), live);
        }
        var replaced = asked || properties.stream().anyMatch(PropertyChange::forcesReplacement);
        var certain = asked
                || !certainty
                        .forcing(block, state.dueReplacements(), properties)
                        .isEmpty();
        var refused = replaced ? Refusals.replacement(block, state, properties) : Optional.<Diagnostic>empty();
        if (!replaced || (!certain && refused.isPresent())) {
            // A protected object does not block the plan while its replacement is uncertain.
            var updated = ObjectNames.shown(block, kept, properties).stream()
                    .map(property -> property.forcesReplacement() ? property.withDataLoss(Optional.empty()) : property)
                    .toList();
            var target = target(block, dependsOn, losses(updated));
            return new Change.Update(
                    target, state.identity(), difference.desired(), live, updated, difference.removed());
        }
        var desired = ObjectNames.ofNew(block, written);
        var last = live.plus(desired);
        var replacing = ObjectNames.shown(
                block,
                desired,
                differ.replacement(
                        subject(block, desired, state.comparable(desired), live), block.address(), properties));
        var otherwise = certain
                ? Optional.<Change>empty()
                : Optional.of(withoutReplacement(block, dependsOn, state, difference, live, properties));
        return new Change.Replace(
                target(
                                block,
                                dependsOn,
                                certain ? everyLoss(block, last, properties) : possibleLosses(block, last, properties))
                        .forbidden(refused.or(() -> nameConflict(block, state.identity(), desired, live))),
                state.identity(),
                desired,
                live,
                certain
                        ? replacing
                        : replacing.stream().map(ChangeDecision::ifItReplaces).toList(),
                replacementOrder.of(block),
                asked,
                otherwise);
    }

    /** Returns the change to make when nothing forces a replacement in the end. */
    private static Change withoutReplacement(
            ResourceBlock block,
            Set<Address> dependsOn,
            ResourceState state,
            Difference difference,
            Value.Map live,
            List<PropertyChange> properties) {
        var target = target(block, dependsOn, List.of());
        var rest = properties.stream()
                .filter(property -> !property.forcesReplacement())
                .toList();
        return rest.isEmpty() && state.complete()
                ? new Change.NoOp(target, state.identity(), difference.desired(), live)
                : new Change.Update(target, state.identity(), difference.desired(), live, rest, difference.removed());
    }

    /** Returns the data that the update destroys, and what the possible replacement would destroy. */
    private static List<String> possibleLosses(ResourceBlock block, Value.Map last, List<PropertyChange> properties) {
        var updated = properties.stream()
                .filter(property -> !property.forcesReplacement())
                .toList();
        var certain = losses(updated);
        var possible = new ArrayList<>(certain);
        everyLoss(block, last, properties).stream()
                .filter(sentence -> !certain.contains(sentence))
                .map(ChangeDecision::ifReplaced)
                .forEach(possible::add);
        return possible;
    }

    private static PropertyChange ifItReplaces(PropertyChange property) {
        return property.forcesReplacement()
                ? property.withDataLoss(property.dataLoss().map(ChangeDecision::ifReplaced))
                : property;
    }

    /** Returns a sentence about a replacement that is not certain. */
    public static String ifReplaced(String sentence) {
        return "If it is replaced: " + sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }

    /** Decides the change of an imported object: an update or a no-op. A replacement is forbidden. */
    Change imported(ResourceBlock block, Set<Address> dependsOn, Identity id, Value.Map written, Value.Map live) {
        var desired = ObjectNames.ofExisting(block, written, Value.Map.EMPTY, live);
        var subject = subject(block, desired, Optional.empty(), live);
        var difference = differ.compare(subject);
        var replaced = requested.contains(block.address())
                || !certainty.forcing(block, Set.of(), difference.properties()).isEmpty();
        var target = target(
                block,
                dependsOn,
                replaced
                        ? everyLoss(block, live.plus(desired), difference.properties())
                        : losses(difference.properties()));
        if (difference.isEmpty() && !replaced) {
            return new Change.NoOp(target, id, difference.desired(), live);
        }
        return replaced
                ? new Change.Replace(
                        target.forbidden(Optional.of(Refusals.importThatReplaces(block, difference.properties()))),
                        id,
                        desired,
                        live,
                        differ.replacement(subject, block.address(), difference.properties()),
                        replacementOrder.of(block),
                        requested.contains(block.address()),
                        Optional.empty())
                : new Change.Update(target, id, difference.desired(), live, difference.properties(), Set.of());
    }

    /** Returns the replacement by an object of another type, account or region, for a plan that forbids it. */
    Change forbiddenReplacement(ResourceBlock block, Set<Address> dependsOn, ResourceState state, Value.Map written) {
        var desired = ObjectNames.ofNew(block, written);
        var properties = new ArrayList<>(OptionChanges.createOnlyOptions(state, block));
        properties.addAll(
                create(block, dependsOn, Change.CreateReason.NEW, desired).properties());
        return new Change.Replace(
                target(block, dependsOn, List.of()),
                state.identity(),
                desired,
                Value.Map.EMPTY,
                properties,
                replacementOrder.of(block),
                false,
                Optional.empty());
    }

    /** Returns the import of a missing object, for a plan that forbids it. */
    Change forbiddenImport(ResourceBlock block, Set<Address> dependsOn, Identity id, Value.Map desired) {
        return new Change.NoOp(
                target(block, dependsOn, List.of()), id, ObjectNames.ofNew(block, desired), Value.Map.EMPTY);
    }

    private static DiffSubject subject(
            ResourceBlock block, Value.Map desired, Optional<Value.Map> applied, Value.Map live) {
        return new DiffSubject(
                block.type().properties(),
                desired,
                applied,
                live,
                block.properties(),
                block.lifecycle().ignoreChanges());
    }

    /** Returns a problem when a create-first replacement would need the same name for both objects. */
    private Optional<Diagnostic> nameConflict(ResourceBlock block, Identity old, Value.Map desired, Value.Map live) {
        return replacementOrder
                .asker(block.address())
                .filter(_ -> IdentityComparison.names(block.type(), desired, live))
                .map(asker -> Refusals.nameConflict(block, old, asker));
    }

    private static ChangeTarget target(ResourceBlock block, Set<Address> dependsOn, List<String> dataLoss) {
        return new ChangeTarget(
                block.address(), block.type().name(), block.provider(), Optional.of(block.span()), dependsOn, dataLoss);
    }

    /** Returns the data that a replacement destroys. */
    private static List<String> everyLoss(ResourceBlock block, Value.Map last, List<PropertyChange> properties) {
        return Stream.of(
                        block.type().dataLoss().stream(),
                        DeletionWindow.sentence(block.type(), last).stream(),
                        losses(properties).stream())
                .flatMap(sentences -> sentences)
                .distinct()
                .toList();
    }

    private static List<String> losses(List<PropertyChange> properties) {
        return properties.stream()
                .flatMap(property -> property.dataLoss().stream())
                .distinct()
                .toList();
    }
}
