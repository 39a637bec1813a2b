package dev.setpoint.provider.sandbox.iam;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.World;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyRequest;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyResponse;
import software.amazon.awssdk.services.iam.model.PolicyGroup;
import software.amazon.awssdk.services.iam.model.PolicyRole;
import software.amazon.awssdk.services.iam.model.PolicyUsageType;
import software.amazon.awssdk.services.iam.model.PolicyUser;

/** Roles, users and groups that have a managed policy, attached or as permissions boundary. */
final class PolicyUses extends IamPart {

    private static final String ROLE = "role";
    private static final String USER = "user";
    private static final String GROUP = "group";

    PolicyUses(World world) {
        super(world);
    }

    /**
     * Role, user or group that has a policy.
     *
     * @param kind {@code role}, {@code user} or {@code group}
     */
    record Entity(String kind, Value.Map document) {

        private String text(String member) {
            return document.string(member).orElse("");
        }

        private boolean is(Optional<EntityType> wanted) {
            return wanted.isEmpty() || wanted.get().toString().equalsIgnoreCase(kind);
        }
    }

    /** Returns those to which the policy is attached. */
    List<Entity> attached(String arn) {
        return entities()
                .filter(entity -> entity.document().list("attached").contains(Value.of(arn)))
                .toList();
    }

    /** Returns those of which the policy is the permissions boundary. */
    List<Entity> bounded(String arn) {
        return entities().filter(entity -> entity.text("boundary").equals(arn)).toList();
    }

    /** Returns those that have the policy in one way. */
    List<Entity> of(String arn, PolicyUsageType usage) {
        return usage == PolicyUsageType.PERMISSIONS_BOUNDARY ? bounded(arn) : attached(arn);
    }

    private Stream<Entity> entities() {
        return Stream.of(ROLE, USER, GROUP)
                .flatMap(kind -> world.documents().under("iam:" + kind + ":").values().stream()
                        .map(document -> new Entity(kind, document)));
    }

    @Override
    public ListEntitiesForPolicyResponse listEntitiesForPolicy(ListEntitiesForPolicyRequest request) {
        var arn = request.policyArn();
        if (!arn.contains(ManagedPolicies.AWS_OWN)) {
            policy(arn);
        }
        var prefix = Optional.ofNullable(request.pathPrefix()).orElse("/");
        var usage = Optional.ofNullable(request.policyUsageFilter());
        var found = Stream.of(PolicyUsageType.PERMISSIONS_POLICY, PolicyUsageType.PERMISSIONS_BOUNDARY)
                .filter(kind -> usage.isEmpty() || usage.get() == kind)
                .flatMap(kind -> of(arn, kind).stream())
                .distinct()
                .filter(entity -> entity.is(Optional.ofNullable(request.entityFilter()))
                        && entity.text("path").startsWith(prefix))
                .sorted(java.util.Comparator.comparing(PolicyUses::order))
                .toList();
        var page = PAGES.page(request, found, PolicyUses::order);
        return ListEntitiesForPolicyResponse.builder()
                .policyRoles(page.items().stream()
                        .filter(entity -> entity.kind().equals(ROLE))
                        .map(role -> PolicyRole.builder()
                                .roleName(role.text("name"))
                                .roleId(role.text("roleId"))
                                .build())
                        .toList())
                .policyUsers(page.items().stream()
                        .filter(entity -> entity.kind().equals(USER))
                        .map(user -> PolicyUser.builder()
                                .userName(user.text("name"))
                                .userId(user.text("userId"))
                                .build())
                        .toList())
                .policyGroups(page.items().stream()
                        .filter(entity -> entity.kind().equals(GROUP))
                        .map(group -> PolicyGroup.builder()
                                .groupName(group.text("name"))
                                .groupId(group.text("groupId"))
                                .build())
                        .toList())
                .isTruncated(page.truncated())
                .marker(page.nextMarker())
                .build();
    }

    private static String order(Entity entity) {
        return entity.kind() + " " + entity.text("name");
    }
}
