package dev.setpoint.provider.sandbox.iam;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.table.Operation;
import java.util.List;

/**
 * Empty lists of things that the sandbox does not simulate: groups, devices, certificates, SSH keys and credentials for
 * single services of a user, and instance profiles of a role. They are empty.
 */
final class EmptyLists {

    private static final Value.Map LAST_PAGE = Value.Map.EMPTY.with("isTruncated", Value.of(false));

    static final List<Operation> OPERATIONS = List.of(
            user("listGroupsForUser", "groups", LAST_PAGE),
            user("listMFADevices", "mfaDevices", LAST_PAGE),
            user("listSigningCertificates", "certificates", LAST_PAGE),
            user("listSSHPublicKeys", "sshPublicKeys", LAST_PAGE),
            user("listServiceSpecificCredentials", "serviceSpecificCredentials", Value.Map.EMPTY),
            new Operation("listInstanceProfilesForRole", (world, request) -> {
                IamPart.role(world, request.string("roleName").orElse(""));
                return LAST_PAGE.with("instanceProfiles", Value.List.EMPTY);
            }));

    private EmptyLists() {}

    private static Operation user(String method, String list, Value.Map rest) {
        return new Operation(method, (world, request) -> {
            IamPart.user(world, request.string("userName").orElse(""));
            return rest.with(list, Value.List.EMPTY);
        });
    }
}
