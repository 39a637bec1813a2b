package dev.setpoint.engine.call;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.stack.DataBlock;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.state.ResourceState;
import java.time.Duration;
import java.util.Optional;

/**
 * The resource, data source or provider that a read is for, and its place in the spec.
 *
 * @param confidential true when the request may contain a secret, such as more than the object's identity
 */
public record ReadContext(
        Address address,
        TypeName type,
        Optional<TypeSchema> schema,
        String provider,
        Optional<Duration> timeout,
        Optional<Span> block,
        Optional<Term> spec,
        boolean confidential) {

    private static final String READ = "read";

    public static ReadContext of(ResourceBlock block) {
        return new ReadContext(
                block.address(),
                block.type().name(),
                Optional.of(block.type()),
                block.provider(),
                Optional.ofNullable(block.timeouts().get(READ)),
                Optional.of(block.span()),
                Optional.of(block.properties()),
                false);
    }

    public static ReadContext of(DataBlock block) {
        return new ReadContext(
                block.address(),
                block.type().name(),
                Optional.of(block.type()),
                block.provider(),
                Optional.empty(),
                Optional.of(block.span()),
                Optional.of(block.properties()),
                false);
    }

    /** Returns the context of a resource that is only in the state. */
    public static ReadContext of(ResourceState resource) {
        return new ReadContext(
                resource.address(),
                resource.type(),
                Optional.empty(),
                resource.provider(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /** Returns the context of a provider configuration. */
    public static ReadContext of(String provider) {
        return new ReadContext(
                Address.provider(provider),
                new TypeName("provider"),
                Optional.empty(),
                provider,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /** Returns this context, marked as confidential or not. */
    public ReadContext confidential(boolean secret) {
        return new ReadContext(address, type, schema, provider, timeout, block, spec, secret);
    }

    /** Returns this context for an object of another type. */
    public ReadContext withType(TypeName other) {
        return new ReadContext(address, other, Optional.empty(), provider, timeout, block, spec, confidential);
    }

    public ProviderFailure failure() {
        return new ProviderFailure(address, type, schema, provider, block, spec).confidential(confidential);
    }
}
