package dev.setpoint.provider.sandbox.iam;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.table.Members;
import dev.setpoint.provider.sandbox.table.Operation;
import dev.setpoint.provider.sandbox.world.Principals;
import dev.setpoint.provider.sandbox.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Policies of roles, users and groups: inline, attached, and as permissions boundary. See behaviour.md#iam-role-policy,
 * behaviour.md#iam-role-policy-attachment.
 *
 * @param kind {@code Role}, as operations are called
 * @param find finds the document of a principal by its name
 * @param key makes the key of that document
 * @param room for all inline policies together, in characters
 */
record PrincipalPolicies(String kind, BiFunction<World, String, Value.Map> find, UnaryOperator<String> key, int room) {

    private static final int MOST_ATTACHED = 10;
    private static final String INLINE = "inline";
    private static final String ATTACHED = "attached";
    private static final String BOUNDARY = "boundary";

    private static final PrincipalPolicies ROLES =
            new PrincipalPolicies("Role", IamPart::role, Principals::roleKey, 10_240);
    private static final PrincipalPolicies USERS =
            new PrincipalPolicies("User", IamPart::user, Principals::userKey, 2_048);
    private static final PrincipalPolicies GROUPS =
            new PrincipalPolicies("Group", IamPart::group, Principals::groupKey, 5_120);

    static final List<Operation> OPERATIONS = Stream.of(
                    ROLES.operations(),
                    ROLES.boundaryOperations(),
                    USERS.operations(),
                    USERS.boundaryOperations(),
                    GROUPS.operations())
            .flatMap(List::stream)
            .toList();

    private List<Operation> operations() {
        return List.of(
                new Operation("put" + kind + "Policy", this::put),
                new Operation("get" + kind + "Policy", this::get),
                new Operation("delete" + kind + "Policy", this::delete),
                new Operation("list" + kind + "Policies", this::list),
                new Operation("attach" + kind + "Policy", this::attach),
                new Operation("detach" + kind + "Policy", this::detach),
                new Operation("listAttached" + kind + "Policies", this::listAttached));
    }

    /** Groups have no permissions boundary. */
    private List<Operation> boundaryOperations() {
        return List.of(
                new Operation("put" + kind + "PermissionsBoundary", this::putBoundary),
                new Operation("delete" + kind + "PermissionsBoundary", this::deleteBoundary));
    }

    private String lowerCase() {
        return Character.toLowerCase(kind.charAt(0)) + kind.substring(1);
    }

    private Value.Map principal(World world, Value.Map request) {
        return find.apply(world, text(request, lowerCase() + "Name"));
    }

    private Value.Map save(World world, Value.Map principal) {
        world.documents().put(key.apply(text(principal, "name")), principal);
        return Value.Map.EMPTY;
    }

    private static String text(Value.Map parent, String member) {
        return parent.string(member).orElse("");
    }

    private Value.Map put(World world, Value.Map request) {
        var principal = principal(world, request);
        var name = text(request, "policyName");
        var document = text(request, "policyDocument");
        IamPolicies.checkIdentity(document);
        var inline = principal.map(INLINE).with(name, Value.of(document));
        var size = inline.entries().keySet().stream()
                .mapToInt(policy -> IamPolicies.size(text(inline, policy)))
                .sum();
        if (size > room) {
            throw IamPart.limit("Maximum policy size of " + room + " bytes exceeded for " + lowerCase() + " "
                    + text(principal, "name"));
        }
        return save(world, principal.with(INLINE, inline));
    }

    private String document(Value.Map principal, String policy) {
        return principal
                .map(INLINE)
                .string(policy)
                .orElseThrow(() -> IamPart.noSuchEntity(
                        "The " + lowerCase() + " policy with name " + policy + " cannot be found."));
    }

    private Value.Map get(World world, Value.Map request) {
        var document = document(principal(world, request), text(request, "policyName"));
        return request.with("policyDocument", Value.of(IamPart.encoded(document)));
    }

    private Value.Map delete(World world, Value.Map request) {
        var principal = principal(world, request);
        var name = text(request, "policyName");
        document(principal, name);
        return save(world, principal.with(INLINE, principal.map(INLINE).without(name)));
    }

    private Value.Map list(World world, Value.Map request) {
        var names = principal(world, request).map(INLINE).entries().keySet().stream()
                .sorted()
                .toList();
        var page = IamPart.PAGES.page(request, names, name -> name);
        return IamPart.PAGE_MEMBERS.answer(page).with("policyNames", Value.strings(page.items()));
    }

    /** Attaches a policy, if it is not attached already. */
    private Value.Map attach(World world, Value.Map request) {
        var principal = principal(world, request);
        var policy = text(request, "policyArn");
        checkAttachable(policy, world);
        var attached = new ArrayList<>(principal.list(ATTACHED));
        if (attached.contains(Value.of(policy))) {
            return Value.Map.EMPTY;
        }
        if (attached.size() >= MOST_ATTACHED) {
            throw IamPart.limit("Cannot exceed quota for PoliciesPer" + kind + ": " + MOST_ATTACHED);
        }
        attached.add(Value.of(policy));
        return save(world, principal.with(ATTACHED, Value.of(attached)));
    }

    /** Refuses a policy that does not exist. All ARNs of AWS's own policies count as existing. */
    private static void checkAttachable(String arn, World world) {
        if (!arn.startsWith("arn:")) {
            throw IamPart.validation("Invalid ARN: Could not be parsed!");
        }
        if (!arn.contains(":iam::aws:policy/")
                && world.known(IamPart.policyKey(arn)).isEmpty()) {
            throw IamPart.noSuchEntity("Policy " + arn + " does not exist or is not attachable.");
        }
    }

    private Value.Map detach(World world, Value.Map request) {
        var principal = principal(world, request);
        var policy = text(request, "policyArn");
        var attached = new ArrayList<>(principal.list(ATTACHED));
        if (!attached.remove(Value.of(policy))) {
            throw IamPart.noSuchEntity("Policy " + policy + " was not found.");
        }
        return save(world, principal.with(ATTACHED, Value.of(attached)));
    }

    private Value.Map listAttached(World world, Value.Map request) {
        var prefix = request.string("pathPrefix").orElse("/");
        var arns = Members.texts(principal(world, request), ATTACHED).stream()
                .filter(arn -> path(arn).startsWith(prefix))
                .sorted()
                .toList();
        var page = IamPart.PAGES.page(request, arns, arn -> arn);
        var policies = page.items().stream()
                .map(arn -> Value.Map.EMPTY
                        .with("policyArn", Value.of(arn))
                        .with("policyName", Value.of(arn.substring(arn.lastIndexOf('/') + 1))))
                .toList();
        return IamPart.PAGE_MEMBERS.answer(page).with("attachedPolicies", Value.of(policies));
    }

    /** Returns the path in a policy's ARN: {@code /} or {@code /a/b/}. */
    private static String path(String arn) {
        return arn.substring(arn.indexOf(":policy/") + ":policy".length(), arn.lastIndexOf('/') + 1);
    }

    private Value.Map putBoundary(World world, Value.Map request) {
        return save(world, bounded(principal(world, request), text(request, "permissionsBoundary"), world));
    }

    /** Returns a principal with a permissions boundary. */
    static Value.Map bounded(Value.Map principal, String boundary, World world) {
        checkAttachable(boundary, world);
        return principal.with(BOUNDARY, Value.of(boundary));
    }

    private Value.Map deleteBoundary(World world, Value.Map request) {
        var principal = principal(world, request);
        if (!principal.has(BOUNDARY)) {
            throw IamPart.noSuchEntity("The permissions boundary for the " + lowerCase() + " cannot be found.");
        }
        return save(world, principal.without(BOUNDARY));
    }
}
