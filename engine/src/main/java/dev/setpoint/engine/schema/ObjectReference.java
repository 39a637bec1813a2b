package dev.setpoint.engine.schema;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Optional;

/**
 * A property that names another object ({@code x-refersTo}).
 *
 * @param path the property, with {@code [*]} for each element of a list: {@code rules[*].destination.bucket}
 * @param types of which the object can be, the usual one first
 * @param region the object whose region it must be in
 * @param assumableBy the service that must be able to assume a role
 * @param anyAccount true when the object may be of another account
 * @param lookedUp false when a plan does not look for the object
 */
public record ObjectReference(
        PropertyPath path,
        List<TypeName> types,
        Region region,
        Optional<String> assumableBy,
        boolean anyAccount,
        boolean lookedUp) {

    /** The keyword of a schema. */
    public static final String KEYWORD = "x-refersTo";

    public ObjectReference {
        types = List.copyOf(types);
    }

    /** @param written value of the keyword */
    public static ObjectReference read(PropertyPath path, Value.Map written) {
        var names = written.get("type").orElse(Value.Null.VALUE) instanceof Value.List(var several)
                ? SchemaReader.strings(several)
                : List.of(written.string("type").orElse(""));
        return new ObjectReference(
                path,
                names.stream().map(TypeName::new).toList(),
                written.string("sameRegion")
                        .<Region>map(Region.OfNamed::new)
                        .orElseGet(() ->
                                written.bool("sameRegion").orElse(false) ? new Region.OfResource() : new Region.Any()),
                written.string("assumableBy"),
                written.bool("anyAccount").orElse(false),
                written.bool("lookup").orElse(true));
    }

    /**
     * Returns the sentence for a description: {@code Refers to an aws.kms.key or aws.kms.alias in the region of this
     * resource.} The schema for editors has the same one.
     */
    public String sentence() {
        var names = types.stream().map(TypeName::text).toList();
        var last = names.getLast();
        var named = names.size() == 1 ? last : String.join(", ", names.subList(0, names.size() - 1)) + " or " + last;
        var place = switch (region) {
            case Region.Any _ -> "";
            case Region.OfResource _ -> " in the region of this resource";
            case Region.OfNamed(var property) -> " in the region of what `" + property + "` names";
        };
        var role = assumableBy
                .map(service -> " that " + service + " must be able to assume")
                .orElse("");
        return "Refers to an " + named + (anyAccount ? " of any account" : "") + place + role + ".";
    }

    /** The region that an object must be in. */
    public sealed interface Region {
        /** Any region. */
        record Any() implements Region {}

        /** The region of the resource that names the object. */
        record OfResource() implements Region {}

        /** The region of the object that another property of the same map names. */
        record OfNamed(String property) implements Region {}
    }

    /** Tells if the object can be of a type. */
    public boolean isTo(TypeName type) {
        return types.contains(type);
    }
}
