package dev.setpoint.engine.permission;

import dev.setpoint.engine.spi.Grant;
import dev.setpoint.engine.spi.ProviderFactory;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Permissions that are needed in one cloud.
 *
 * @param provider the name of its {@link ProviderFactory}: {@code aws}
 * @param policy all of it as one document, in the form that the cloud takes
 * @param parts the same in documents that are small enough for the cloud; a single one where {@code policy} is
 */
public record Permissions(String provider, Value.Map policy, List<Value.Map> parts) {

    public Permissions {
        parts = List.copyOf(parts);
    }

    /** Groups the permissions by cloud. */
    public static List<Permissions> of(List<ProviderFactory> factories, Collection<Grant> needed, List<Grant> besides) {
        var grants = new LinkedHashSet<>(needed);
        grants.addAll(besides);
        var all = new ArrayList<Permissions>();
        for (var factory : factories) {
            var own = grants.stream()
                    .filter(grant -> grant.provider().equals(factory.name()))
                    .toList();
            if (!own.isEmpty()) {
                all.add(new Permissions(factory.name(), factory.policy(own), factory.policies(own)));
            }
        }
        return all;
    }
}
