package dev.setpoint.provider.sandbox.iam;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.table.Operation;
import java.util.List;
import java.util.Set;

/**
 * Empty lists of things that the sandbox does not simulate: groups of a user, and instance profiles of a role.
 */
final class EmptyLists {

    private static final Value.Map LAST_PAGE = Value.Map.EMPTY.with("isTruncated", Value.of(false));

    /** Services that have credentials of their own. */
    private static final Set<String> WITH_CREDENTIALS =
            Set.of("bedrock.amazonaws.com", "cassandra.amazonaws.com", "codecommit.amazonaws.com");

    static final List<Operation> OPERATIONS = List.of(
            new Operation("listGroupsForUser", (world, request) -> {
                IamPart.user(world, request.string("userName").orElse(""));
                return LAST_PAGE.with("groups", Value.List.EMPTY);
            }),
            new Operation("listInstanceProfilesForRole", (world, request) -> {
                IamPart.role(world, request.string("roleName").orElse(""));
                return LAST_PAGE.with("instanceProfiles", Value.List.EMPTY);
            }));

    private EmptyLists() {}
}
