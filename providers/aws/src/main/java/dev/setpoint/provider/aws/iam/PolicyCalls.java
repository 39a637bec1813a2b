package dev.setpoint.provider.aws.iam;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;

/**
 * The calls on policies of one role, user or group, which IAM has for each kind apart.
 *
 * @param names of the inline policies
 * @param document URL-encoded document of the inline policy of a name
 * @param put writes an inline policy: name, document
 * @param attached ARNs of the managed policies
 */
record PolicyCalls(
        Supplier<Stream<String>> names,
        UnaryOperator<String> document,
        BiConsumer<String, String> put,
        Consumer<String> delete,
        Supplier<Stream<String>> attached,
        Consumer<String> attach,
        Consumer<String> detach) {

    static PolicyCalls ofRole(IamClient iam, String role) {
        return new PolicyCalls(
                () -> iam.listRolePoliciesPaginator(r -> r.roleName(role)).policyNames().stream(),
                name -> iam.getRolePolicy(r -> r.roleName(role).policyName(name))
                        .policyDocument(),
                (name, text) ->
                        iam.putRolePolicy(r -> r.roleName(role).policyName(name).policyDocument(text)),
                name -> iam.deleteRolePolicy(r -> r.roleName(role).policyName(name)),
                () -> arns(iam.listAttachedRolePoliciesPaginator(r -> r.roleName(role)).attachedPolicies().stream()),
                arn -> iam.attachRolePolicy(r -> r.roleName(role).policyArn(arn)),
                arn -> iam.detachRolePolicy(r -> r.roleName(role).policyArn(arn)));
    }

    static PolicyCalls ofUser(IamClient iam, String user) {
        return new PolicyCalls(
                () -> iam.listUserPoliciesPaginator(r -> r.userName(user)).policyNames().stream(),
                name -> iam.getUserPolicy(r -> r.userName(user).policyName(name))
                        .policyDocument(),
                (name, text) ->
                        iam.putUserPolicy(r -> r.userName(user).policyName(name).policyDocument(text)),
                name -> iam.deleteUserPolicy(r -> r.userName(user).policyName(name)),
                () -> arns(iam.listAttachedUserPoliciesPaginator(r -> r.userName(user)).attachedPolicies().stream()),
                arn -> iam.attachUserPolicy(r -> r.userName(user).policyArn(arn)),
                arn -> iam.detachUserPolicy(r -> r.userName(user).policyArn(arn)));
    }

    static PolicyCalls ofGroup(IamClient iam, String group) {
        return new PolicyCalls(
                () -> iam.listGroupPoliciesPaginator(r -> r.groupName(group)).policyNames().stream(),
                name -> iam.getGroupPolicy(r -> r.groupName(group).policyName(name))
                        .policyDocument(),
                (name, text) -> iam.putGroupPolicy(
                        r -> r.groupName(group).policyName(name).policyDocument(text)),
                name -> iam.deleteGroupPolicy(r -> r.groupName(group).policyName(name)),
                () -> arns(iam.listAttachedGroupPoliciesPaginator(r -> r.groupName(group)).attachedPolicies().stream()),
                arn -> iam.attachGroupPolicy(r -> r.groupName(group).policyArn(arn)),
                arn -> iam.detachGroupPolicy(r -> r.groupName(group).policyArn(arn)));
    }

    private static Stream<String> arns(Stream<AttachedPolicy> policies) {
        return policies.map(AttachedPolicy::policyArn);
    }
}
