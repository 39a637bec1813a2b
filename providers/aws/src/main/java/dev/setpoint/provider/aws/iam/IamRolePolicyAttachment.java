package dev.setpoint.provider.aws.iam;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import java.util.Optional;

/**
 * One managed policy attached to a role, apart from the role's own block. Its identity is {@code role/policyArn}.
 * See behaviour.md#iam-role-policy-attachment.
 */
public final class IamRolePolicyAttachment implements ResourceType {

    private static final String POLICY = "policy";

    private final Aws aws;

    public IamRolePolicyAttachment(Aws aws) {
        this.aws = aws;
    }

    /** Attaching once more changes nothing, so an answer that was lost costs nothing. */
    @Override
    public Value.Map create(Value.Map desired, Call call) {
        var part = RolePolicyKey.of(desired, POLICY);
        policies(part, call).attach(part.name());
        call.identified(part.identity('/'));
        return desired;
    }

    @Override
    public Optional<Value.Map> read(Identity id, PropertySet wanted, Call call) {
        var part = RolePolicyKey.of(id, '/');
        return policies(part, call).attached(part.name()) ? Optional.of(part.shown(POLICY, wanted)) : Optional.empty();
    }

    /** There is nothing to change: another role or policy is another attachment. */
    @Override
    public Value.Map update(Identity id, Update update, Call call) {
        return update.desired();
    }

    /** A role or policy that is gone has taken the attachment with it. */
    @Override
    public void delete(Identity id, Value.Map last, Call call) {
        var part = RolePolicyKey.of(id, '/');
        policies(part, call).surelyDetach(part.name());
    }

    @Override
    public Optional<Identity> find(Value.Map desired, Call call) {
        var part = RolePolicyKey.of(desired, POLICY);
        return policies(part, call).attached(part.name()) ? Optional.of(part.identity('/')) : Optional.empty();
    }

    private PrincipalPolicies policies(RolePolicyKey part, Call call) {
        return PrincipalPolicies.ofRole(aws.iam(call), part.role(), aws.eventually(call));
    }
}
