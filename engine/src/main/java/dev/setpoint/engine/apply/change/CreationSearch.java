package dev.setpoint.engine.apply.change;

import dev.setpoint.engine.apply.run.ProviderOperation;
import dev.setpoint.engine.diff.Differ;
import dev.setpoint.engine.schema.Attribute;
import dev.setpoint.engine.schema.OnRemove;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.Mark;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.value.Redaction;
import dev.setpoint.engine.value.Value;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Searches for the object of a creation that got no answer. A matching name is no proof, unless the creation has
 * chosen it. Otherwise an object is ours only when it has our ownership tag, or when its properties are as requested
 * and otherwise those of a new object. Properties that an interrupted creation had not set yet may be missing.
 */
public record CreationSearch(ResourceType type, TypeSchema schema, Redaction redaction) {

    /** Result of the search. */
    public sealed interface Found {

        /** @param live properties and outputs */
        record Ours(Identity id, Value.Map live) implements Found {}

        /** @param evidence end of the sentence "there is …, but" */
        record Foreign(Identity id, String evidence) implements Found {}

        /** The name is in use, and the caller may not read the object that has it. */
        record Taken() implements Found {}

        record Nothing() implements Found {}
    }

    /**
     * @param asked properties that the creation requested
     * @param call carries the ownership tag of the creation
     */
    public Found search(Value.Map asked, ProviderOperation call) {
        Optional<Identity> found;
        try {
            // A new object may not be visible at once, and must not be created twice.
            found = type.find(asked, call.doubting(Optional::isEmpty));
        } catch (ProviderException e) {
            if (e.kind() == ProviderException.Kind.NAME_TAKEN) {
                return new Found.Taken();
            }
            throw e;
        }
        return found.map(id -> judge(id, asked, call)).orElseGet(Found.Nothing::new);
    }

    private Found judge(Identity id, Value.Map asked, ProviderOperation call) {
        var mark = isChosen(asked, call) ? Mark.OURS : type.mark(id, call);
        if (mark == Mark.ANOTHERS) {
            return new Found.Foreign(id, "it does not have this run's tag");
        }
        var names = readable(attribute -> asked.has(attribute.name()));
        var live = type.read(
                id,
                new PropertySet(names),
                call.spelling(asked)
                        .doubting(read -> read.filter(now -> mark == Mark.OURS
                                        || firstDifference(names, asked, now).isEmpty())
                                .isEmpty()));
        if (live.isEmpty()) {
            return new Found.Nothing();
        }
        if (mark == Mark.OURS) {
            return new Found.Ours(id, live.get());
        }
        return firstDifference(names, asked, live.get())
                .or(() -> firstExtra(id, asked, call))
                .<Found>map(name -> new Found.Foreign(id, "its `" + name + "` differs from what the stack asked for"))
                .orElseGet(() -> new Found.Ours(id, live.get()));
    }

    /** Tells whether the creation has chosen the name: nobody else can have an object that is called so. */
    private boolean isChosen(Value.Map asked, ProviderOperation call) {
        return schema.generatedName()
                .filter(name -> name.isChosen(asked, call.ownershipTag()))
                .isPresent();
    }

    /** Returns the first property that is neither as requested nor as in a new object. */
    private Optional<String> firstDifference(Set<String> names, Value.Map asked, Value.Map live) {
        return names.stream()
                .filter(name ->
                        asked.get(name).filter(value -> has(live, name, value)).isEmpty())
                .filter(name -> !type.untouched().has(name) || !isInitial(name, live))
                .findFirst();
    }

    /**
     * Returns the first property that was not requested and differs from a new object's, among those that the caller
     * may read.
     */
    private Optional<String> firstExtra(Identity id, Value.Map asked, ProviderOperation call) {
        var names = readable(attribute -> !asked.has(attribute.name()) && isSettled(attribute));
        try {
            return type.read(id, new PropertySet(names), call.doubting(Optional::isEmpty))
                    .flatMap(live -> names.stream()
                            .filter(name -> !isInitial(name, live) && !isDefault(name, live))
                            .findFirst());
        } catch (ProviderException e) {
            return switch (e.kind()) {
                case ACCESS_DENIED, INVALID, OTHER -> Optional.empty();
                case CREDENTIALS, UNREACHABLE, NAME_TAKEN, TIMEOUT, CANCELLED -> throw e;
            };
        }
    }

    /**
     * Tells whether the value of a property that was not requested is known in advance. It is not where the cloud
     * chooses it.
     */
    private boolean isSettled(Attribute attribute) {
        return !attribute.computed()
                && (!(attribute.onRemove() instanceof OnRemove.Keep)
                        || type.untouched().has(attribute.name()));
    }

    /** Tells whether the property has the value of a new object, or none. */
    private boolean isInitial(String name, Value.Map live) {
        return Differ.saysNothing(live.get(name)) || isOneOf(name, live, type.untouched().get(name).stream());
    }

    /** Tells whether the property has its default. */
    private boolean isDefault(String name, Value.Map live) {
        var attribute = schema.properties().attribute(name).orElseThrow();
        var removed =
                attribute.onRemove() instanceof OnRemove.Set(var value) ? Stream.of(value) : Stream.<Value>empty();
        return isOneOf(name, live, Stream.concat(attribute.defaultValue().stream(), removed));
    }

    /** Tells whether the live value equals one of the values. An unset value equals only unset ones. */
    private boolean isOneOf(String name, Value.Map live, Stream<Value> values) {
        return values.filter(value -> !Differ.saysNothing(Optional.of(value)))
                .anyMatch(value -> has(live, name, value));
    }

    private boolean has(Value.Map live, String name, Value value) {
        var shape = schema.properties().attribute(name).map(Attribute::shape).orElseThrow();
        return new Differ(redaction).satisfied(shape, value, live.get(name));
    }

    private Set<String> readable(Predicate<Attribute> wanted) {
        var names = new TreeSet<String>();
        schema.properties().attributes().values().stream()
                .filter(attribute -> !attribute.output() && !attribute.writeOnly())
                .filter(wanted)
                .forEach(attribute -> names.add(attribute.name()));
        return names;
    }
}
