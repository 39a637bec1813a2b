package dev.setpoint.provider.aws;

import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.Mark;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.kms.KeySpellings;
import dev.setpoint.provider.aws.policy.NamedPrincipals;
import dev.setpoint.provider.aws.policy.PolicyErrorLocator;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A resource type that looks again where the call doubts what it saw: any of several replicas may answer,
 * so one answer proves little (behaviour.md#waits). An error of a policy names its place in the policy.
 */
record ConsistentType(ResourceType type, Shape.ObjectOf properties, KeySpellings keys, Aws aws)
        implements ResourceType {

    /** An object of which AWS says that it exists shows within this time. */
    private static final Duration SHOWS = Duration.ofMinutes(5);

    @Override
    public Value.Map completed(Value.Map desired) {
        return type.completed(desired);
    }

    @Override
    public Value.Map create(Value.Map desired, Call call) {
        return locating(desired, call, () -> written(type.create(desired, call), desired, call));
    }

    @Override
    public Optional<Value.Map> read(Identity id, PropertySet wanted, Call call) {
        return aws.eventually(call)
                .believed(
                        "certainty about " + call.address(),
                        call::doubts,
                        () -> type.read(id, wanted, call)
                                .map(live -> keys.in(call.spellings(), chosen(live, wanted), call)));
    }

    private Value.Map written(Value.Map live, Value.Map desired, Call call) {
        return keys.in(List.of(desired), chosen(live, PropertySet.of(desired)), call);
    }

    /**
     * Drops properties that were not asked for, so that a type may return everything it knows. Outputs stay, and so do
     * properties that follow from others, such as a checksum.
     */
    private Value.Map chosen(Value.Map live, PropertySet wanted) {
        var entries = new LinkedHashMap<>(live.entries());
        entries.keySet()
                .removeIf(name -> !wanted.contains(name)
                        && properties
                                .attribute(name)
                                .filter(attribute -> attribute.output()
                                        || !attribute.derivedFrom().isEmpty())
                                .isEmpty());
        return new Value.Map(entries);
    }

    @Override
    public Value.Map update(Identity id, Update update, Call call) {
        return locating(update.desired(), call, () -> written(type.update(id, update, call), update.desired(), call));
    }

    /** Adds to an error about a policy the part of the policy that it is about. */
    private Value.Map locating(Value.Map desired, Call call, Supplier<Value.Map> change) {
        try {
            return change.get();
        } catch (ProviderException e) {
            throw PolicyErrorLocator.located(desired, e, new NamedPrincipals(aws, call)::isUnknown);
        }
    }

    @Override
    public void delete(Identity id, Value.Map last, Call call) {
        type.delete(id, last, call);
    }

    @Override
    public Optional<Identity> find(Value.Map desired, Call call) {
        return call.awaits() ? awaited(desired, call) : believed(desired, call);
    }

    private Optional<Identity> awaited(Value.Map desired, Call call) {
        try {
            return Optional.of(aws.eventually(call)
                    .appears(SHOWS, call.address() + " to be seen", () -> type.find(desired, call)));
        } catch (ProviderException e) {
            if (e.kind() == ProviderException.Kind.TIMEOUT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<Identity> believed(Value.Map desired, Call call) {
        return aws.eventually(call)
                .believed(
                        "certainty about " + call.address(),
                        found -> found.isEmpty() && call.doubts(Optional.empty()),
                        () -> type.find(desired, call));
    }

    @Override
    public Mark mark(Identity id, Call call) {
        return aws.eventually(call)
                .believed("certainty about " + call.address(), Mark.ANOTHERS::equals, () -> type.mark(id, call));
    }

    @Override
    public Value.Map untouched() {
        return type.untouched();
    }
}
