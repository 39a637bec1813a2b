package dev.setpoint.provider.aws.iam;

import static dev.setpoint.provider.aws.registration.TypeEntry.data;
import static dev.setpoint.provider.aws.registration.TypeEntry.resource;

import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.limit.TagCase;
import dev.setpoint.provider.aws.policy.PolicyKind;
import dev.setpoint.provider.aws.policy.PolicyRule;
import dev.setpoint.provider.aws.registration.ResourceLookup;
import dev.setpoint.provider.aws.registration.ServiceTypes;
import dev.setpoint.provider.aws.rule.InlinePolicySizes;

/** Types of IAM. */
public final class IamTypes {

    public static final ServiceTypes ALL = new ServiceTypes(
            resource("aws.iam.group", IamGroup::new)
                    .preflight(GroupPreflight::new)
                    .propertyRules(PolicyRule.ofEach(PolicyKind.INLINE, "inlinePolicies")),
            resource("aws.iam.policy", IamPolicy::new)
                    .preflight(PolicyPreflight::new)
                    .propertyRules(new PolicyRule(PolicyKind.MANAGED), new TagCase()),
            resource("aws.iam.role", IamRole::new)
                    .preflight(RolePreflight::new)
                    .verification(RoleVerification::new)
                    .propertyRules(
                            new PolicyRule(PolicyKind.TRUST, "assumeRolePolicy"),
                            PolicyRule.ofEach(PolicyKind.INLINE, "inlinePolicies"),
                            new TagCase()),
            resource("aws.iam.rolePolicy", IamRolePolicy::new)
                    .rules(new InlinePolicySizes())
                    .propertyRules(new PolicyRule(PolicyKind.INLINE)),
            resource("aws.iam.rolePolicyAttachment", IamRolePolicyAttachment::new),
            resource("aws.iam.user", IamUser::new)
                    .preflight(UserPreflight::new)
                    .propertyRules(PolicyRule.ofEach(PolicyKind.INLINE, "inlinePolicies"), new TagCase()),
            data("aws.iam.policyDocument", _ -> new IamPolicyDocument()),
            data("aws.iam.role", IamTypes::roleLookup));

    private IamTypes() {}

    private static ResourceLookup roleLookup(Aws aws) {
        var outputs = PropertySet.of(
                "path",
                "description",
                "assumeRolePolicy",
                "managedPolicies",
                "permissionsBoundary",
                "maxSessionDuration",
                "tags");
        return new ResourceLookup(new IamRole(aws), "role", outputs);
    }
}
