package dev.setpoint.engine.planning.decide;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.plan.Cause;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.plan.ReplacementTrigger;
import dev.setpoint.engine.schema.Identification;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds replacements that follow from other changes of the same plan: through {@code replaceOnChange}, or because a
 * replaced object contains this one.
 */
public final class ReplacementTriggers {

    private final Map<Address, Change> planned = new HashMap<>();

    /** Outputs that an update may or may not change. */
    private final Map<Address, Set<String>> open = new HashMap<>();

    public void planned(ResourceBlock block, Change change) {
        var effect = change.restored().<Change>map(restored -> restored).orElseGet(change::effect);
        if (!(effect instanceof Change.NoOp)) {
            planned.put(change.address(), effect);
            open.put(block.address(), block.type().volatileOutputs());
        }
    }

    public boolean isPlanned(Address address) {
        return planned.containsKey(address);
    }

    /**
     * Returns the changes of an existing resource, including those that force its replacement because of other
     * resources.
     *
     * @param due references of {@code replaceOnChange} whose replacement an earlier run did not reach
     */
    List<PropertyChange> changesOf(ResourceBlock block, Set<String> due, List<PropertyChange> changes, Value.Map live) {
        var all = new ArrayList<>(changes);
        block.lifecycle().replaceOnChange().stream()
                .filter(reference ->
                        isRestored(reference) != (due.contains(reference.toString()) || changes(reference)))
                .forEach(reference -> all.add(because(block, reference)));
        if (all.stream().noneMatch(PropertyChange::forcesReplacement)) {
            block.type().identification().parts().stream()
                    .filter(part -> !part.owner().isEmpty())
                    .flatMap(part -> partOfReplacedObject(block, part, live).stream())
                    .forEach(all::add);
        }
        return all;
    }

    /**
     * Tells whether a reference names a deposed object that is current again. Users that were not replaced yet still
     * match it; users that were replaced do not.
     */
    private boolean isRestored(Reference reference) {
        return change(reference).filter(Change.Restore.class::isInstance).isPresent();
    }

    /** Tells whether a reference, {@code key.keyId} or {@code key}, will have another value. */
    private boolean changes(Reference reference) {
        return change(reference)
                .filter(change -> touches(change, reference.path()))
                .isPresent();
    }

    private Optional<Change> change(Reference reference) {
        return reference.node().map(planned::get);
    }

    private boolean touches(Change change, PropertyPath path) {
        if (!(change instanceof Change.Update update)) {
            return change instanceof Change.Replace || change instanceof Change.Create;
        }
        var outputs = open.getOrDefault(change.address(), Set.of());
        return path.property().filter(outputs::contains).isPresent() || sets(update, path);
    }

    private static boolean sets(Change.Update update, PropertyPath path) {
        return update.properties().stream()
                .anyMatch(property -> property.path().startsWith(path) || path.startsWith(property.path()));
    }

    /** Tells whether the trigger will certainly have another value. */
    public boolean isCertain(ReplacementTrigger trigger) {
        return Optional.ofNullable(planned.get(trigger.owner()))
                .filter(change -> switch (change) {
                    case Change.Replace replace
                    when replace.isConditional() ->
                        replace.alternative().orElseThrow() instanceof Change.Update update
                                && sets(update, trigger.path());
                    case Change.Update update -> sets(update, trigger.path());
                    default -> true;
                })
                .isPresent();
    }

    /** Tells whether the plan creates the object, or certainly replaces it. */
    public boolean isNew(Address address) {
        return Optional.ofNullable(planned.get(address))
                .filter(change -> switch (change) {
                    case Change.Create create -> create.reason() == Change.CreateReason.NEW;
                    case Change.Replace replace -> !replace.isConditional();
                    default -> false;
                })
                .isPresent();
    }

    private static PropertyChange because(ResourceBlock block, Reference reference) {
        return new PropertyChange(
                ReplacementTrigger.OPTION,
                Optional.empty(),
                Optional.of(Value.of(reference.toString())),
                Cause.REFERENCE,
                Optional.of(block.span()),
                true,
                false,
                Optional.empty());
    }

    /**
     * Returns the change that replaces this resource because it is a part of a replaced object, even under the same
     * name.
     */
    private Optional<PropertyChange> partOfReplacedObject(
            ResourceBlock block, Identification.Part part, Value.Map live) {
        if (!(block.properties() instanceof Term.MapTerm(var entries, var _))) {
            return Optional.empty();
        }
        var property = part.property();
        var term = Optional.ofNullable(entries.get(property));
        return term.stream()
                .flatMap(t -> t.references().stream())
                .filter(reference -> reference.node().map(planned::get).orElse(null) instanceof Change.Replace owner
                        && owner.target().type().text().equals(part.owner()))
                .findFirst()
                .map(reference -> new PropertyChange(
                        PropertyPath.of(property),
                        live.get(property),
                        Optional.of(new Value.Unknown(reference.toString())),
                        Cause.REFERENCE,
                        term.map(Term::span),
                        true,
                        false,
                        Optional.empty()));
    }
}
