package dev.setpoint.provider.sandbox.iam;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.table.Operation;
import java.util.List;

/** Empty lists of things that the sandbox does not simulate: instance profiles of a role. */
final class EmptyLists {

    private static final Value.Map LAST_PAGE = Value.Map.EMPTY.with("isTruncated", Value.of(false));

    static final List<Operation> OPERATIONS = List.of(new Operation("listInstanceProfilesForRole", (world, request) -> {
        IamPart.role(world, request.string("roleName").orElse(""));
        return LAST_PAGE.with("instanceProfiles", Value.List.EMPTY);
    }));

    private EmptyLists() {}
}
