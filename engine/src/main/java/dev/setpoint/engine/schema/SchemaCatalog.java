package dev.setpoint.engine.schema;

import dev.setpoint.engine.address.TypeName;
import java.util.Optional;
import java.util.SortedSet;

/** Where schemas come from. A type's schema is read when it is first asked for. */
public interface SchemaCatalog {

    /** Empty when no such type exists. */
    Optional<TypeSchema> type(TypeName name);

    /** Every type there is: for hints and listings. */
    SortedSet<TypeName> names();
}
