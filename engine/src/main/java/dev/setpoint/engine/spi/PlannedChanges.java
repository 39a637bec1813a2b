package dev.setpoint.engine.spi;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.schema.Identification;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All changes of a plan, indexed for pre-flight checks. */
public final class PlannedChanges {

    private final List<PlannedChange> own;
    private final Map<TypeName, List<PlannedChange>> byType;
    private final Map<TypeName, List<PlannedChange>> ofAll;
    private final Set<String> names = new HashSet<>();
    private final Map<String, Set<TypeName>> going = new HashMap<>();

    /**
     * @param own changes of the provider that checks
     * @param all changes of all providers, because an object that another provider creates will exist, too
     * @param catalog tells which properties name an object
     */
    public PlannedChanges(List<PlannedChange> own, List<PlannedChange> all, SchemaCatalog catalog) {
        this.own = List.copyOf(own);
        this.byType = own.stream().collect(Collectors.groupingBy(PlannedChange::type));
        this.ofAll = all.stream().collect(Collectors.groupingBy(PlannedChange::type));
        for (var what : all) {
            what.identity().map(Identity::value).ifPresent(names::add);
            catalog.type(what.type())
                    .ifPresent(type -> ownNames(type)
                            .forEach(name -> what.desired().string(name).ifPresent(names::add)));
            if (what.deletes()) {
                what.last().entries().values().forEach(value -> goes(value, what.type()));
            }
        }
    }

    /** Returns the identifying properties that name the object itself, not an object that it is a part of. */
    private static Stream<String> ownNames(TypeSchema type) {
        return type.identification().parts().stream()
                .map(Identification.Part::property)
                .filter(property -> type.reference(PropertyPath.of(property)).isEmpty());
    }

    private void goes(Value value, TypeName type) {
        if (value instanceof Value.Str(var text)) {
            going.computeIfAbsent(text, _ -> new HashSet<>()).add(type);
        }
    }

    /** Planned changes with this provider. */
    public List<PlannedChange> own() {
        return own;
    }

    /** Planned changes of this provider to objects of the type. */
    public List<PlannedChange> of(TypeName type) {
        return byType.getOrDefault(type, List.of());
    }

    /** Planned changes of any provider to objects of the type. */
    public List<PlannedChange> ofAnyProvider(TypeName type) {
        return ofAll.getOrDefault(type, List.of());
    }

    /**
     * Tells whether a planned change of any provider is about an object of this name: by its identity, or by the name
     * that it will have.
     */
    public boolean touch(String name) {
        return names.contains(name);
    }

    /** Returns the types of the objects that are deleted and have this text as a property, of any provider. */
    public Set<TypeName> goingWith(String text) {
        return going.getOrDefault(text, Set.of());
    }
}
