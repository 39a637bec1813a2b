package dev.setpoint.engine.permission;

import dev.setpoint.engine.spi.Grant;
import dev.setpoint.engine.spi.ProviderFactory;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The permissions that a stack needs in one cloud.
 *
 * @param provider name of the {@link ProviderFactory}: {@code aws}
 * @param policy all permissions as one policy document of the cloud
 * @param parts the same permissions split by the cloud's size limit; one document if {@code policy} is small enough
 */
public record Permissions(String provider, Value.Map policy, List<Value.Map> parts) {

    public Permissions {
        parts = List.copyOf(parts);
    }

    /** Returns the permissions of each cloud that needs any. */
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
