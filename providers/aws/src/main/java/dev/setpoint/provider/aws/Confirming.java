package dev.setpoint.provider.aws;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.call.Aws;
import dev.setpoint.provider.aws.iam.NamedPrincipals;
import dev.setpoint.provider.aws.refusal.PolicyFault;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A resource type that looks again where the call doubts what it saw: any of several replicas may answer,
 * so one answer proves little (AWS-BEHAVIOUR 0.2). An error of a policy names its place in the policy.
 */
record Confirming(ResourceType type, Aws aws) implements ResourceType {

    @Override
    public TypeName name() {
        return type.name();
    }

    @Override
    public Value.Map completed(Value.Map desired) {
        return type.completed(desired);
    }

    @Override
    public Value.Map create(Value.Map desired, Call call) {
        return locating(desired, call, () -> type.create(desired, call));
    }

    @Override
    public Optional<Value.Map> read(Identity id, PropertySet wanted, Call call) {
        return aws.eventually(call)
                .believed("certainty about " + call.address(), call::doubts, () -> type.read(id, wanted, call));
    }

    @Override
    public Value.Map update(Identity id, Update update, Call call) {
        return locating(update.desired(), call, () -> type.update(id, update, call));
    }

    /** Of a policy that AWS refuses, says which part. */
    private Value.Map locating(Value.Map desired, Call call, Supplier<Value.Map> change) {
        try {
            return change.get();
        } catch (ProviderException e) {
            throw PolicyFault.located(desired, e, new NamedPrincipals(aws, call)::isUnknown);
        }
    }

    @Override
    public void delete(Identity id, Value.Map last, Call call) {
        type.delete(id, last, call);
    }

    @Override
    public Optional<Identity> find(Value.Map desired, Call call) {
        return aws.eventually(call)
                .believed(
                        "certainty about " + call.address(),
                        found -> found.isEmpty() && call.doubts(Optional.empty()),
                        () -> type.find(desired, call));
    }
}
