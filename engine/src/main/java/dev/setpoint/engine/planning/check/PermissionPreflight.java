package dev.setpoint.engine.planning.check;

import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.Grant;
import dev.setpoint.engine.spi.PermissionRequest;
import dev.setpoint.engine.spi.PlannedChange;
import dev.setpoint.engine.spi.Provider;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.Realm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Checks before apply whether the caller has the permissions that one provider's part of the plan needs. */
final class PermissionPreflight {

    private static final int NAMED = 3;

    private final Map<Grant, Set<PlannedChange>> needs = new LinkedHashMap<>();

    PermissionPreflight(SchemaCatalog catalog, Provider provider, Optional<Realm> realm, List<PlannedChange> some) {
        for (var what : some) {
            catalog.type(what.type()).ifPresent(type -> {
                var properties = what.last().plus(what.desired());
                var actions = type.actions().actions(operations(what.kind()), properties);
                provider.grants(new PermissionRequest(type, actions, what.identity(), properties, realm))
                        .forEach(grant -> needs.computeIfAbsent(grant, _ -> new LinkedHashSet<>())
                                .add(what));
            });
        }
    }

    private static Set<String> operations(PlannedChange.Kind kind) {
        return switch (kind) {
            case CREATE -> Set.of("create", "read");
            case UPDATE -> Set.of("update", "read");
            case REPLACE, REPLACE_CREATING_FIRST -> Set.of("create", "read", "delete");
            case DELETE -> Set.of("delete", "read");
        };
    }

    /** Returns one finding for each missing permission. */
    List<Finding> findings(Provider provider, Call call) {
        var lacking = new TreeMap<String, Set<PlannedChange>>();
        for (var grant : missingGrants(provider, call)) {
            lacking.computeIfAbsent(grant.action(), _ -> new LinkedHashSet<>())
                    .addAll(needs.getOrDefault(grant, Set.of()));
        }
        var findings = new ArrayList<Finding>();
        lacking.forEach((action, who) -> findings.add(finding(action, List.copyOf(who))));
        return findings;
    }

    /**
     * Returns the missing permissions; empty when the cloud does not answer, because the check itself may be denied.
     */
    private Set<Grant> missingGrants(Provider provider, Call call) {
        try {
            return provider.lacking(needs.keySet(), call);
        } catch (ProviderException e) {
            return Set.of();
        }
    }

    private static Finding finding(String action, List<PlannedChange> who) {
        var others = who.stream()
                .skip(1)
                .limit(NAMED)
                .map(what -> "`" + what.address() + "`")
                .toList();
        var more = who.size() - 1 - others.size();
        var also = others.isEmpty()
                ? ""
                : " So do " + String.join(", ", others) + (more > 0 ? " and " + more + " more." : ".");
        return Finding.concern(
                who.getFirst(),
                "it needs `" + action + "`, which the caller's own policies do not allow." + also,
                "Allow it; `setpoint permissions` prints all that this stack needs. A policy of the object may still"
                        + " allow it.");
    }
}
