package dev.setpoint.engine.naming;

import dev.setpoint.engine.plan.Cause;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.schema.GeneratedName;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Optional;

/**
 * Adds the name to the properties of a resource for which the spec has only its beginning ({@code x-generated}). A new
 * object has a name that is not known before apply. An existing object keeps its name as long as its beginning stays
 * the same.
 */
public final class ObjectNames {

    private ObjectNames() {}

    /** Returns the properties of an object that does not exist yet. */
    public static Value.Map ofNew(ResourceBlock block, Value.Map desired) {
        return generated(block)
                .map(generated -> generated.open(desired, block.address()))
                .orElse(desired);
    }

    /**
     * Returns the properties of an object that exists: with its name, or with one that is not known yet when the spec
     * wants another beginning.
     *
     * @param applied last applied properties; empty for an object that is imported
     * @param live live properties, with outputs
     */
    public static Value.Map ofExisting(ResourceBlock block, Value.Map desired, Value.Map applied, Value.Map live) {
        var generated = generated(block).filter(name -> name.isWanted(desired));
        if (generated.isEmpty()) {
            return desired;
        }
        var name = generated.get();
        return live.string(name.property())
                .or(() -> applied.string(name.property()))
                .filter(text -> isIgnored(block, name) || fits(text, name, desired, applied))
                .map(text -> name.with(desired, Value.of(text)))
                .orElseGet(() -> ofNew(block, desired));
    }

    /**
     * Tells whether an object's name is one that the spec wants. A name that was chosen before needs the same beginning
     * as then; one that a spec or somebody else chose must begin with it.
     */
    private static boolean fits(String text, GeneratedName name, Value.Map desired, Value.Map applied) {
        return applied.get(name.prefix())
                .map(before -> before.equals(desired.get(name.prefix()).orElseThrow()))
                .orElseGet(() ->
                        desired.string(name.prefix()).filter(text::startsWith).isPresent());
    }

    private static boolean isIgnored(ResourceBlock block, GeneratedName name) {
        return block.lifecycle().ignoreChanges().contains(PropertyPath.of(name.prefix()));
    }

    /** Returns the properties of the spec with the name that the change plans for the object. */
    public static Value.Map planned(ResourceBlock block, Value.Map desired, Change change) {
        var planned = switch (change.effect()) {
            case Change.Create create -> create.desired();
            case Change.Replace replace -> replace.desired();
            case Change.Update update -> update.desired();
            case Change.NoOp same -> same.desired();
            case Change.Delete _, Change.Forget _, Change.Refresh _, Change.Import _, Change.Restore _, Change.Move _ ->
                desired;
        };
        return generated(block)
                .filter(name -> name.isWanted(desired))
                .flatMap(name -> planned.get(name.property()).map(value -> name.with(desired, value)))
                .orElse(desired);
    }

    /** Returns the changes with the name of a new object as far as it is known, at the place of its beginning. */
    public static List<PropertyChange> shown(ResourceBlock block, Value.Map desired, List<PropertyChange> changes) {
        return generated(block)
                .filter(name -> name.isOpen(desired))
                .map(name -> changes.stream()
                        .map(change -> shown(block, desired, name, change))
                        .toList())
                .orElse(changes);
    }

    private static PropertyChange shown(
            ResourceBlock block, Value.Map desired, GeneratedName name, PropertyChange change) {
        var isName = change.path().equals(PropertyPath.of(name.property()))
                && change.after().filter(value -> !value.isKnown()).isPresent();
        if (!isName) {
            return change;
        }
        var isWritten = desired.get(name.prefix()).filter(Value::isKnown).isPresent();
        return change.withAfter(name.shown(desired))
                .withSpan(Optional.of(block.properties().spanAt(PropertyPath.of(name.prefix()))))
                .explained(change.cause() == Cause.REFERENCE && isWritten ? Cause.SPEC : change.cause());
    }

    private static Optional<GeneratedName> generated(ResourceBlock block) {
        return block.type().generatedName();
    }
}
