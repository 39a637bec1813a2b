package dev.setpoint.provider.aws.iam;

import static dev.setpoint.provider.aws.iam.IamErrors.NO_SUCH_ENTITY;
import static dev.setpoint.provider.aws.iam.IamErrors.PROPAGATION;
import static dev.setpoint.provider.aws.shape.Properties.text;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.spi.ResourceType;
import dev.setpoint.engine.spi.Update;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.shape.PolicyDocuments;
import dev.setpoint.provider.aws.shape.Tags;
import java.util.LinkedHashMap;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

/** An IAM role with its trust, its inline policies and its attachments. See behaviour.md#iam-role. */
public final class IamRole implements ResourceType {

    private static final int DEFAULT_SESSION_SECONDS = 3600;
    private static final String SERVICE_LINKED = "/aws-service-role/";

    private final Aws aws;

    public IamRole(Aws aws) {
        this.aws = aws;
    }

    @Override
    public Value.Map create(Value.Map desired, Call call) {
        refuseServiceLinked(path(desired));
        var name = roleName(desired);
        // A boundary that was just made may not be seen yet: NoSuchEntity.
        aws.eventually(call)
                .retry(
                        IamErrors.NEW_PRINCIPAL.or(NO_SUCH_ENTITY),
                        PROPAGATION,
                        "what the role names to be known to IAM",
                        () -> aws.iam(call).createRole(request(desired)));
        call.identified(new Identity(name));
        var role = live(name, call);
        role.awaitArn();
        role.policies().create(desired);
        return current(name, desired, call);
    }

    private static CreateRoleRequest request(Value.Map desired) {
        var request = CreateRoleRequest.builder()
                .roleName(roleName(desired))
                .path(path(desired))
                .assumeRolePolicyDocument(
                        PolicyDocuments.text(desired.get("assumeRolePolicy").orElse(Value.Map.EMPTY)))
                .maxSessionDuration(maxSession(desired))
                .tags(Tags.toSdk(Tags.wanted(desired), Tag::builder));
        desired.string("description").ifPresent(request::description);
        desired.string("permissionsBoundary").ifPresent(request::permissionsBoundary);
        return request.build();
    }

    @Override
    public Optional<Value.Map> read(Identity id, PropertySet wanted, Call call) {
        var live = live(id.value(), call);
        return Errors.found(NO_SUCH_ENTITY, () -> live.role().map(role -> read(role, live, wanted)));
    }

    private static Value.Map read(Role role, LiveRole live, PropertySet wanted) {
        var all = new LinkedHashMap<String, Value>();
        all.put("name", Value.of(role.roleName()));
        all.put("path", Value.of(role.path()));
        all.put("description", Value.of(Optional.ofNullable(role.description()).orElse("")));
        all.put("assumeRolePolicy", PolicyDocuments.parseEncoded(role.assumeRolePolicyDocument()));
        all.put(
                "maxSessionDuration",
                Value.of(Optional.ofNullable(role.maxSessionDuration()).orElse(DEFAULT_SESSION_SECONDS)));
        Optional.ofNullable(role.permissionsBoundary())
                .ifPresent(boundary -> all.put("permissionsBoundary", Value.of(boundary.permissionsBoundaryArn())));
        all.put("tags", Tags.toValue(Tags.fromSdk(role.tags())));
        all.keySet().removeIf(property -> !wanted.contains(property));
        all.putAll(live.policies().properties(wanted).entries());
        all.put("arn", Value.of(role.arn()));
        all.put("roleId", Value.of(role.roleId()));
        return new Value.Map(all);
    }

    @Override
    public Value.Map update(Identity id, Update update, Call call) {
        var desired = update.desired();
        var role = live(id.value(), call);
        if (update.touches("assumeRolePolicy")) {
            role.trust(desired.get("assumeRolePolicy").orElse(Value.Map.EMPTY));
        }
        if (update.touches("description") || update.touches("maxSessionDuration")) {
            role.describe(description(desired, role), maxSession(desired));
        }
        if (update.touches("permissionsBoundary")) {
            role.boundary(desired.string("permissionsBoundary"));
        }
        role.policies().change(update);
        if (update.touches("tags")) {
            role.tags(Tags.wanted(desired));
        }
        return current(id.value(), desired, call);
    }

    /** A description that the stack does not manage stays, though every update must send one. */
    private static String description(Value.Map desired, LiveRole role) {
        return desired.string("description")
                .or(() -> role.role().map(Role::description))
                .orElse("");
    }

    /**
     * Takes off the role what the stack put on it; with {@code forceDetach} everything else too, without
     * which AWS then refuses.
     */
    @Override
    public void delete(Identity id, Value.Map last, Call call) {
        var role = live(id.value(), call);
        var found = aws.eventually(call)
                .believed("certainty that the role " + id + " is gone", Optional::isEmpty, role::role);
        if (found.isEmpty()) {
            return;
        }
        refuseServiceLinked(found.get().path());
        aws.eventually(call).removed(NO_SUCH_ENTITY, () -> {
            if (last.bool("forceDetach").orElse(false)) {
                role.leaveInstanceProfiles();
                role.policies().removeAll();
            } else {
                role.policies().remove(last);
            }
            delete(id.value(), call);
        });
    }

    private void delete(String name, Call call) {
        try {
            aws.eventually(call)
                    .retry(
                            IamErrors.STILL_REFERENCED,
                            PROPAGATION,
                            "the role " + name + " to be free of policies and instance profiles",
                            () -> aws.iam(call).deleteRole(r -> r.roleName(name)));
        } catch (ProviderException e) {
            throw IamErrors.STILL_REFERENCED.test(e)
                    ? e.hint("Something outside this stack is attached to the role. Detach it, or set `forceDetach:"
                            + " true`; if its block is already gone, put it back with that and apply first.")
                    : e;
        }
    }

    @Override
    public Optional<Identity> find(Value.Map desired, Call call) {
        return live(roleName(desired), call).role().map(role -> new Identity(role.roleName()));
    }

    @Override
    public Value.Map untouched() {
        return PrincipalPolicies.NONE;
    }

    private static void refuseServiceLinked(String path) {
        if (path.startsWith(SERVICE_LINKED)) {
            throw ProviderException.of(
                            Kind.INVALID, "ServiceLinkedRole", "A service-linked role belongs to its service.")
                    .about("path")
                    .hint("The service creates and deletes it; refer to it by its ARN.");
        }
    }

    private Value.Map current(String name, Value.Map desired, Call call) {
        return aws.eventually(call)
                .appears(
                        PROPAGATION,
                        "the role " + name + " to be seen",
                        () -> read(new Identity(name), PropertySet.of(desired), call));
    }

    private LiveRole live(String name, Call call) {
        return new LiveRole(aws.iam(call), name, aws.eventually(call));
    }

    private static String roleName(Value.Map properties) {
        return text(properties, "name");
    }

    private static String path(Value.Map properties) {
        return properties.string("path").orElse("/");
    }

    private static int maxSession(Value.Map properties) {
        return properties.integer("maxSessionDuration").orElse(DEFAULT_SESSION_SECONDS);
    }
}
