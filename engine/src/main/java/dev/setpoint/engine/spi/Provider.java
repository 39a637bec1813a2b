package dev.setpoint.engine.spi;

import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.value.Value;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A configured provider: {@code aws.replica} in us-west-2. Called from many threads at once. */
public interface Provider extends AutoCloseable {

    /**
     * The account and region of this provider's objects; empty where there is no such thing. Makes a call.
     *
     * @throws ProviderException for bad credentials or endpoint
     */
    Optional<Realm> realm(Call call);

    /**
     * Settings that the environment may decide and that say where this configuration works: {@code region},
     * {@code endpoint}. A plan made at one place is not applied at another. Makes no call.
     */
    default Value.Map location() {
        return Value.Map.EMPTY;
    }

    /**
     * The registration of a resource type; empty when this provider does not have the type. Makes no call.
     *
     * @param schema the type's schema: a provider may serve any type whose schema says enough
     */
    Optional<RegisteredType> type(TypeSchema schema);

    /** A data source by its schema; empty when this provider does not have it. Makes no call. */
    default Optional<DataSource> dataSource(TypeSchema schema) {
        return Optional.empty();
    }

    /** The desired properties with what the provider's configuration adds to every resource of the type: default tags. */
    Value.Map complete(TypeSchema schema, Value.Map desired);

    /**
     * Permissions that a caller needs in this provider's cloud. Makes no call.
     */
    default List<Grant> grants(PermissionRequest need) {
        return List.of();
    }

    /**
     * Permissions that the caller lacks, as far as the cloud says so beforehand; empty where it does not.
     *
     * @throws ProviderException when the look failed; nothing is known then
     */
    default Set<Grant> lacking(Collection<Grant> grants, Call call) {
        return Set.of();
    }

    /** Outputs that can be told before the object is there, since they follow from its properties. Makes no call. */
    default Value.Map foreseen(TypeSchema schema, Value.Map properties, Optional<Realm> realm) {
        return Value.Map.EMPTY;
    }

    @Override
    void close();
}
