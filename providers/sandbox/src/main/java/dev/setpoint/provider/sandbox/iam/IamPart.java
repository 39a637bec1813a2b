package dev.setpoint.provider.sandbox.iam;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.table.PageMembers;
import dev.setpoint.provider.sandbox.table.Paging;
import dev.setpoint.provider.sandbox.table.Refusal;
import dev.setpoint.provider.sandbox.world.Principals;
import dev.setpoint.provider.sandbox.world.Role;
import dev.setpoint.provider.sandbox.world.Service;
import dev.setpoint.provider.sandbox.world.World;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * Base of the operations of IAM, which all regions share. See behaviour.md#iam-role,
 * behaviour.md#iam-policies-and-users.
 */
abstract class IamPart implements IamClient {

    static final Paging PAGES =
            new Paging("maxItems", "marker", 100, new Refusal(Service.IAM, "ValidationError", 400, "Invalid Marker."));
    static final PageMembers PAGE_MEMBERS = new PageMembers("marker", "isTruncated");

    protected final World world;

    IamPart(World world) {
        this.world = world;
    }

    @Override
    public final String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public final void close() {}

    /** Returns the role's document. */
    final Value.Map role(String name) {
        return role(world, name);
    }

    static Value.Map role(World world, String name) {
        return world.known(Principals.roleKey(name))
                .orElseThrow(() -> noSuchEntity("The role with name " + name + " cannot be found."));
    }

    final void saveRole(Value.Map role) {
        world.documents().put(Principals.roleKey(role.string("name").orElse("")), role);
    }

    /** Returns the user's document. Without a name, AWS takes the caller, whom the sandbox does not store. */
    final Value.Map user(@Nullable String name) {
        if (name == null) {
            throw refusal("NotImplemented", 501, "The sandbox does not simulate the caller's own user: give UserName.");
        }
        return user(world, name);
    }

    static Value.Map user(World world, String name) {
        return world.known(Principals.userKey(name))
                .orElseThrow(() -> noSuchEntity("The user with name " + name + " cannot be found."));
    }

    final void saveUser(Value.Map user) {
        world.documents().put(Principals.userKey(user.string("name").orElse("")), user);
    }

    /** Returns the group's document. */
    final Value.Map group(String name) {
        return group(world, name);
    }

    static Value.Map group(World world, String name) {
        return world.known(Principals.groupKey(name))
                .orElseThrow(() -> noSuchEntity("The group with name " + name + " cannot be found."));
    }

    final void saveGroup(Value.Map group) {
        world.documents().put(Principals.groupKey(group.string("name").orElse("")), group);
    }

    static String policyKey(String arn) {
        return Role.policyKey(arn);
    }

    /** Returns the document of a customer managed policy. */
    final Value.Map policy(String arn) {
        return policy(world, arn);
    }

    static Value.Map policy(World world, String arn) {
        if (!arn.startsWith("arn:")) {
            throw refusal("ValidationError", 400, "Invalid ARN: Could not be parsed!");
        }
        return world.known(policyKey(arn)).orElseThrow(() -> noSuchEntity("Policy " + arn + " was not found."));
    }

    final void savePolicy(Value.Map policy) {
        world.documents().put(policyKey(policy.string("arn").orElse("")), policy);
    }

    final String arn(String kind, String path, String name) {
        return "arn:" + world.partition() + ":iam::" + world.account().id() + ":" + kind + path + name;
    }

    /** Encodes a policy document by RFC 3986, as IAM returns it. */
    static String encoded(String document) {
        return URLEncoder.encode(document, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }

    static AwsServiceException refusal(String code, int status, String message) {
        return Service.IAM.refusal(code, status, message);
    }

    static AwsServiceException validation(String message) {
        return refusal("ValidationError", 400, message);
    }

    static AwsServiceException noSuchEntity(String message) {
        return refusal("NoSuchEntity", 404, message);
    }

    static AwsServiceException conflict(String message) {
        return refusal("DeleteConflict", 409, message);
    }

    static AwsServiceException limit(String message) {
        return refusal("LimitExceeded", 409, message);
    }
}
