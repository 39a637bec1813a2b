package dev.setpoint.engine.schema;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A key that identifies one object, wherever it is written: equal keys mean the same object.
 *
 * @param place account and region within which objects of the same parts are the same
 * @param assigned true when the part is the id that the cloud has given, and not what the type declares
 */
public record ObjectKey(TypeName type, String place, boolean assigned, List<Value> parts) {

    public ObjectKey {
        parts = List.copyOf(parts);
    }

    /**
     * Returns the key by the identity that the type declares; empty when it declares none, or when a part of it is left
     * out.
     *
     * @param values properties and outputs; what is not known yet stays in the key as it is
     */
    public static Optional<ObjectKey> declared(
            TypeSchema type, String place, Function<String, Optional<Value>> values) {
        var identification = type.identification();
        if (type.stateOnly() || !identification.isDeclared()) {
            return Optional.empty();
        }
        var parts = new ArrayList<Value>();
        if (!identification.single()) {
            for (var part : identification.distinguishing()) {
                var value = values.apply(part.property()).filter(found -> !(found instanceof Value.Null));
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                parts.add(part.equality().canonical(value.get().revealed()));
            }
        }
        return Optional.of(new ObjectKey(type.name(), place, false, parts));
    }

    /** Returns the key of an object by the id that the cloud has given. */
    public static ObjectKey assigned(TypeName type, String place, String id) {
        return new ObjectKey(type, place, true, List.of(Value.of(id)));
    }

    public boolean isKnown() {
        return parts.stream().allMatch(Value::isKnown);
    }

    /** Returns the places of the parts that are not known. */
    public BitSet unknown() {
        var places = new BitSet();
        for (var i = 0; i < parts.size(); i++) {
            places.set(i, !parts.get(i).isKnown());
        }
        return places;
    }

    /** Returns this key without some parts. Keys that differ only in these parts become equal. */
    public ObjectKey without(BitSet places) {
        var rest = new ArrayList<>(parts);
        places.stream().filter(place -> place < rest.size()).forEach(place -> rest.set(place, Value.Null.VALUE));
        return new ObjectKey(type, place, assigned, rest);
    }
}
