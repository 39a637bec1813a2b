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
 * The purpose of a look at the cloud, and the place of it in the spec.
 *
 * @param confidential whether the look says anything secret: more than which object is meant
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

    /** What is only in the state any more. */
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

    /** A provider configuration itself. */
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

    /** The same look, which may say something secret. */
    public ReadContext confidential(boolean secret) {
        return new ReadContext(address, type, schema, provider, timeout, block, spec, secret);
    }

    /** Another kind of object that this one needs. */
    public ReadContext withType(TypeName other) {
        return new ReadContext(address, other, Optional.empty(), provider, timeout, block, spec, confidential);
    }

    public ProviderFailure failure() {
        return new ProviderFailure(address, type, schema, provider, block, spec).confidential(confidential);
    }
}
