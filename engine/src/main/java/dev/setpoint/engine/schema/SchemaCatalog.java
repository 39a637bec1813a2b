package dev.setpoint.engine.schema;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.value.Value;
import java.util.Optional;
import java.util.SortedSet;

/** Source of the schemas of types and providers. A type's schema is read when it is first asked for. */
public interface SchemaCatalog {

    /** A resource type; empty when no such type exists. */
    Optional<TypeSchema> type(TypeName name);

    /** A data source, which may have the name of a resource type; empty when no such one exists. */
    Optional<TypeSchema> data(TypeName name);

    /** Lists every resource type there is, for hints and listings. */
    SortedSet<TypeName> names();

    /** Lists every data source there is. */
    SortedSet<TypeName> dataNames();

    /** The schema of a provider's settings; empty when it has none. */
    Optional<Value.Map> provider(String name);

    /** A type of the kind. */
    default Optional<TypeSchema> find(TypeName name, TypeSchema.Kind kind) {
        return kind == TypeSchema.Kind.DATA ? data(name) : type(name);
    }

    /** The names of a kind. */
    default SortedSet<TypeName> names(TypeSchema.Kind kind) {
        return kind == TypeSchema.Kind.DATA ? dataNames() : names();
    }
}
