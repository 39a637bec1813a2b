package dev.setpoint.provider.sandbox.iam;

import dev.setpoint.provider.sandbox.table.Operation;
import dev.setpoint.provider.sandbox.table.Refusal;
import dev.setpoint.provider.sandbox.table.TagForm;
import dev.setpoint.provider.sandbox.table.TagOperations;
import dev.setpoint.provider.sandbox.table.TagRules;
import dev.setpoint.provider.sandbox.world.Principals;
import dev.setpoint.provider.sandbox.world.Role;
import dev.setpoint.provider.sandbox.world.Service;
import dev.setpoint.provider.sandbox.world.World;
import java.util.List;

/** Tags of roles, users and managed policies. */
final class IamTags {

    static final TagRules RULES = new TagRules(
                    TagForm.KEY_VALUE,
                    new Refusal(Service.IAM, "InvalidInput", 400, "%s"),
                    new Refusal(Service.IAM, "LimitExceeded", 409, "%s"))
            .ignoringCase();

    private static final TagOperations ROLES = new TagOperations(RULES, "roleName", IamTags::role);
    private static final TagOperations USERS = new TagOperations(RULES, "userName", IamTags::user);
    private static final TagOperations POLICIES = new TagOperations(RULES, "policyArn", IamTags::policy);

    static final List<Operation> OPERATIONS = List.of(
            ROLES.add("tagRole"),
            ROLES.remove("untagRole"),
            ROLES.list("listRoleTags", IamPart.PAGES, IamPart.PAGE_MEMBERS),
            USERS.add("tagUser"),
            USERS.remove("untagUser"),
            POLICIES.add("tagPolicy"),
            POLICIES.remove("untagPolicy"),
            POLICIES.list("listPolicyTags", IamPart.PAGES, IamPart.PAGE_MEMBERS));

    private IamTags() {}

    private static String role(World world, String name) {
        return Principals.roleKey(IamPart.role(world, name).string("name").orElse(""));
    }

    private static String user(World world, String name) {
        return Principals.userKey(IamPart.user(world, name).string("name").orElse(""));
    }

    private static String policy(World world, String arn) {
        return Role.policyKey(IamPart.policy(world, arn).string("arn").orElse(""));
    }
}
