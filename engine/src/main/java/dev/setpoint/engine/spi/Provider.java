package dev.setpoint.engine.spi;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.value.Value;
import java.util.Optional;

/** A configured provider: {@code aws.replica} in us-west-2. Called from many threads at once. */
public interface Provider extends AutoCloseable {

    /**
     * The account everything of this provider lives in; empty where there is no such thing. Makes a call.
     *
     * @throws ProviderException for bad credentials or endpoint
     */
    Optional<String> realm(Call call);

    Optional<ResourceType> resourceType(TypeName name);

    Optional<DataSource> dataSource(TypeName name);

    /** The desired properties with what the provider's configuration adds to every resource of the type: default tags. */
    Value.Map complete(TypeSchema schema, Value.Map desired);

    @Override
    void close();
}
