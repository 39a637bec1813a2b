package dev.setpoint.provider.aws.iam;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.lifecycle.ExistingObject;
import java.util.Optional;

/**
 * One inline policy of a role, apart from the role's own block. Its identity is {@code role:policy}.
 * See behaviour.md#iam-role-policy.
 */
public final class IamRolePolicy implements ResourceType {

    private static final String NAME = "name";
    private static final String POLICY = "policy";

    private final Aws aws;

    public IamRolePolicy(Aws aws) {
        this.aws = aws;
    }

    /** Writing it once more gives the same policy, so an answer that was lost costs nothing. */
    @Override
    public Value.Map create(Value.Map desired, Call call) {
        var part = RolePolicyKey.of(desired, NAME);
        ExistingObject.refuse(
                aws.eventually(call),
                call,
                "The inline policy " + part.name() + " of the role " + part.role(),
                NAME,
                () -> find(desired, call));
        var written = put(part.identity(':'), desired, call);
        call.identified(part.identity(':'));
        return written;
    }

    @Override
    public Optional<Value.Map> read(Identity id, PropertySet wanted, Call call) {
        var part = RolePolicyKey.of(id, ':');
        return policies(part, call)
                .inline(part.name())
                .map(document -> part.shown(NAME, wanted)
                        .plus(wanted.contains(POLICY) ? Value.Map.EMPTY.with(POLICY, document) : Value.Map.EMPTY));
    }

    @Override
    public Value.Map update(Identity id, Update update, Call call) {
        return put(id, update.desired(), call);
    }

    private Value.Map put(Identity id, Value.Map desired, Call call) {
        var part = RolePolicyKey.of(id, ':');
        var document = desired.get(POLICY).orElse(Value.Map.EMPTY);
        policies(part, call).put(part.name(), document);
        return desired;
    }

    /** A role that is gone has taken its policies with it. */
    @Override
    public void delete(Identity id, Value.Map last, Call call) {
        var part = RolePolicyKey.of(id, ':');
        policies(part, call).surelyDelete(part.name());
    }

    @Override
    public Optional<Identity> find(Value.Map desired, Call call) {
        var part = RolePolicyKey.of(desired, NAME);
        return policies(part, call).inline(part.name()).map(_ -> part.identity(':'));
    }

    private PrincipalPolicies policies(RolePolicyKey part, Call call) {
        return PrincipalPolicies.ofRole(aws.iam(call), part.role(), aws.eventually(call));
    }
}
