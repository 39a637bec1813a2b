package dev.setpoint.provider.aws.iam;

import static dev.setpoint.provider.aws.iam.IamErrors.NO_SUCH_ENTITY;
import static dev.setpoint.provider.aws.iam.IamErrors.PROPAGATION;
import static dev.setpoint.provider.aws.shape.Properties.text;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.shape.Tags;
import java.util.LinkedHashMap;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.User;

/** An IAM user without credentials: whoever needs some makes them elsewhere. See behaviour.md#iam-user. */
public final class IamUser implements ResourceType {

    private static final String GROUPS = "groups";

    private final Aws aws;

    public IamUser(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Value.Map create(Value.Map desired, Call call) {
        var name = userName(desired);
        var request = CreateUserRequest.builder()
                .userName(name)
                .path(path(desired))
                .tags(Tags.toSdk(Tags.wanted(desired), Tag::builder));
        desired.string("permissionsBoundary").ifPresent(request::permissionsBoundary);
        // A boundary that was just made may not be seen yet: NoSuchEntity.
        aws.eventually(call)
                .retry(
                        NO_SUCH_ENTITY,
                        PROPAGATION,
                        "the boundary's policy to be seen",
                        () -> aws.iam(call).createUser(request.build()));
        call.identified(new Identity(name));
        var user = live(name, call);
        user.awaitSeen();
        user.policies().create(desired);
        if (desired.has(GROUPS)) {
            user.memberships().set(Memberships.of(desired));
        }
        return current(name, desired, call);
    }

    @Override
    public Optional<Value.Map> read(Identity id, PropertySet wanted, Call call) {
        var live = live(id.value(), call);
        return Errors.found(NO_SUCH_ENTITY, () -> live.user().map(user -> properties(user, live, wanted)));
    }

    private static Value.Map properties(User user, LiveUser live, PropertySet wanted) {
        var all = new LinkedHashMap<String, Value>();
        all.put("name", Value.of(user.userName()));
        all.put("path", Value.of(user.path()));
        Optional.ofNullable(user.permissionsBoundary())
                .ifPresent(boundary -> all.put("permissionsBoundary", Value.of(boundary.permissionsBoundaryArn())));
        all.put("tags", Tags.toValue(Tags.fromSdk(user.tags())));
        all.putAll(live.policies().properties(wanted).entries());
        if (wanted.contains(GROUPS)) {
            all.put(GROUPS, Value.strings(live.memberships().live()));
        }
        all.put("arn", Value.of(user.arn()));
        all.put("userId", Value.of(user.userId()));
        return new Value.Map(all);
    }

    @Override
    public Value.Map update(Identity id, Update update, Call call) {
        var desired = update.desired();
        var user = live(id.value(), call);
        if (update.touches("path")) {
            user.path(path(desired));
        }
        if (update.touches("permissionsBoundary")) {
            user.boundary(desired.string("permissionsBoundary"));
        }
        user.policies().change(update);
        if (update.touches(GROUPS)) {
            user.memberships().set(Memberships.of(desired));
        }
        if (update.touches("tags")) {
            user.tags(Tags.wanted(desired));
        }
        return current(id.value(), desired, call);
    }

    /**
     * Takes off the user what the stack gave it; with {@code forceDestroy} everything else too, without which AWS then
     * refuses.
     */
    @Override
    public void delete(Identity id, Value.Map last, Call call) {
        var name = id.value();
        var force = last.bool("forceDestroy").orElse(false);
        aws.eventually(call).removed(NO_SUCH_ENTITY, () -> {
            if (force) {
                new UserAttachments(aws.iam(call), name, aws.eventually(call)).remove();
            } else {
                var user = live(name, call);
                user.memberships().leave(Memberships.of(last));
                user.policies().remove(last);
            }
            delete(name, call);
        });
        live(name, call).awaitGone();
    }

    private void delete(String name, Call call) {
        try {
            aws.eventually(call)
                    .retry(
                            IamErrors.STILL_REFERENCED,
                            PROPAGATION,
                            "the user " + name + " to be free of what was removed",
                            () -> aws.iam(call).deleteUser(r -> r.userName(name)));
        } catch (ProviderException e) {
            throw IamErrors.STILL_REFERENCED.test(e)
                    ? e.hint("Something outside this stack belongs to the user: a group, a policy or a credential."
                            + " Remove it, or set `forceDestroy: true`; if its block is already gone, put it back"
                            + " with that and apply first.")
                    : e;
        }
    }

    @Override
    public Optional<Identity> find(Value.Map desired, Call call) {
        return live(userName(desired), call).user().map(user -> new Identity(user.userName()));
    }

    @Override
    public Value.Map untouched() {
        return PrincipalPolicies.NONE.with(GROUPS, Value.List.EMPTY);
    }

    private Value.Map current(String name, Value.Map desired, Call call) {
        var wanted = PropertySet.of(desired);
        return aws.eventually(call)
                .appears(PROPAGATION, "the user " + name + " to be seen", () -> read(new Identity(name), wanted, call));
    }

    private LiveUser live(String name, Call call) {
        return new LiveUser(aws.iam(call), name, aws.eventually(call));
    }

    private static String userName(Value.Map properties) {
        return text(properties, "name");
    }

    private static String path(Value.Map properties) {
        return properties.string("path").orElse("/");
    }
}
