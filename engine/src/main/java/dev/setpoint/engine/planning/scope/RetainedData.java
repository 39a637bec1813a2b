package dev.setpoint.engine.planning.scope;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.state.State;
import java.util.ArrayDeque;
import java.util.Set;
import java.util.TreeSet;

/** Finds the resources that {@code destroy --keep-data} keeps. */
public final class RetainedData {

    private RetainedData() {}

    /**
     * Returns the resources whose deletion destroys data ({@code x-dataLoss}) and their dependencies, such as the key
     * of a bucket.
     */
    public static Set<Address> of(State state, SchemaCatalog catalog) {
        var kept = new TreeSet<Address>();
        var open = new ArrayDeque<Address>();
        state.resources().values().stream()
                .filter(resource -> catalog.type(resource.type())
                        .flatMap(TypeSchema::dataLoss)
                        .isPresent())
                .forEach(resource -> open.add(resource.address()));
        while (!open.isEmpty()) {
            var address = open.remove();
            if (kept.add(address)) {
                state.resource(address).ifPresent(resource -> open.addAll(resource.dependencies()));
            }
        }
        kept.removeIf(address -> state.resource(address).isEmpty());
        return kept;
    }
}
