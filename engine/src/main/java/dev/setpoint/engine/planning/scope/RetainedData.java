package dev.setpoint.engine.planning.scope;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.state.State;
import java.util.ArrayDeque;
import java.util.Set;
import java.util.TreeSet;

/** What is left alone when a stack is destroyed and its data shall stay. */
public final class RetainedData {

    private RetainedData() {}

    /** All whose deletion destroys data ({@code x-dataLoss}), and what these depend on: a bucket is worth little without its key. */
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
