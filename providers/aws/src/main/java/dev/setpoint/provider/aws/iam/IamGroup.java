package dev.setpoint.provider.aws.iam;

import static dev.setpoint.provider.aws.iam.IamErrors.NO_SUCH_ENTITY;
import static dev.setpoint.provider.aws.iam.IamErrors.PROPAGATION;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.lifecycle.NamedType;
import dev.setpoint.provider.aws.wait.Settled;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.User;

/** A group of users, with the policies that its members get. See behaviour.md#iam-group. */
public final class IamGroup extends NamedType<Group> {

    private static final Settled SEEN = new Settled(5, Duration.ofSeconds(1), PROPAGATION);
    private static final String PATH = "path";

    public IamGroup(Aws aws) {
        super(aws, "group", NO_SUCH_ENTITY, SEEN);
    }

    @Override
    protected Optional<Group> described(Identity id, Call call) {
        return Errors.unless(
                NO_SUCH_ENTITY,
                () -> aws.iam(call).getGroup(r -> r.groupName(id.value())).group());
    }

    @Override
    protected Value.Map properties(Identity id, Group group, PropertySet wanted, Call call) {
        return Value.Map.EMPTY
                .with("name", Value.of(group.groupName()))
                .with(PATH, Value.of(group.path()))
                .plus(policies(id, call).properties(wanted))
                .with("arn", Value.of(group.arn()))
                .with("groupId", Value.of(group.groupId()));
    }

    /** IAM itself refuses to create a group twice. */
    @Override
    protected Optional<ProviderException> taken(Identity id) {
        return Optional.empty();
    }

    @Override
    protected void make(Identity id, Value.Map desired, Call call) {
        aws.iam(call).createGroup(r -> r.groupName(id.value()).path(path(desired)));
    }

    @Override
    protected void complete(Identity id, Value.Map desired, Call call) {
        policies(id, call).create(desired);
    }

    @Override
    protected void change(Identity id, Update update, Call call) {
        if (update.touches(PATH)) {
            aws.iam(call).updateGroup(r -> r.groupName(id.value()).newPath(path(update.desired())));
        }
        policies(id, call).change(update);
    }

    /** The policies have been read back by themselves. */
    @Override
    protected boolean shows(Value.Map live, Value.Map desired) {
        return live.get(PATH).equals(Optional.of(Value.of(path(desired))));
    }

    /**
     * Removes what the stack gave the group; with {@code forceDestroy} everything else and all members too, without
     * which AWS then refuses.
     */
    @Override
    public void delete(Identity id, Value.Map last, Call call) {
        aws.eventually(call).removed(NO_SUCH_ENTITY, () -> {
            if (last.bool("forceDestroy").orElse(false)) {
                removeMembers(id, call);
                policies(id, call).removeAll();
            } else {
                policies(id, call).remove(last);
            }
            remove(id, call);
        });
        awaitGone(id, call);
    }

    private void removeMembers(Identity id, Call call) {
        var iam = aws.iam(call);
        iam.getGroupPaginator(r -> r.groupName(id.value())).users().stream()
                .map(User::userName)
                .toList()
                .forEach(user -> Errors.ignoring(
                        NO_SUCH_ENTITY,
                        () -> iam.removeUserFromGroup(
                                r -> r.groupName(id.value()).userName(user))));
    }

    @Override
    protected void remove(Identity id, Call call) {
        try {
            aws.eventually(call)
                    .retry(
                            IamErrors.STILL_REFERENCED,
                            PROPAGATION,
                            "the group " + id + " to be free of members and policies",
                            () -> aws.iam(call).deleteGroup(r -> r.groupName(id.value())));
        } catch (ProviderException e) {
            throw IamErrors.STILL_REFERENCED.test(e)
                    ? e.hint("The group has members or policies from outside this stack. Remove them, or set"
                            + " `forceDestroy: true`; if its block is already gone, put it back with that and apply"
                            + " first.")
                    : e;
        }
    }

    @Override
    public Value.Map untouched() {
        return PrincipalPolicies.NONE;
    }

    private PrincipalPolicies policies(Identity id, Call call) {
        return PrincipalPolicies.ofGroup(aws.iam(call), id.value(), aws.eventually(call));
    }

    private static String path(Value.Map properties) {
        return properties.string(PATH).orElse("/");
    }
}
