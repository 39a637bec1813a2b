package dev.setpoint.engine.plan;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.state.State;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Which resources a plan is about: all, or the targets with what they cannot do without. */
record Selection(Optional<Set<Address>> chosen) {

    static Selection of(PlanOptions options, Graph graph, State state) {
        if (options.targets().isEmpty()) {
            return new Selection(Optional.empty());
        }
        return new Selection(Optional.of(
                switch (options.mode()) {
                    case APPLY -> closure(options.targets(), graph::dependenciesOf);
                    case DESTROY -> {
                        var users = users(state);
                        yield closure(options.targets(), address -> users.getOrDefault(address, Set.of()));
                    }
                }));
    }

    boolean contains(Address address) {
        return chosen.map(set -> set.contains(address)).orElse(true);
    }

    private static Map<Address, Set<Address>> users(State state) {
        var users = new HashMap<Address, Set<Address>>();
        state.resources()
                .forEach((address, resource) -> resource.dependencies()
                        .forEach(used -> users.computeIfAbsent(used, _ -> new HashSet<>())
                                .add(address)));
        return users;
    }

    private static Set<Address> closure(Set<Address> start, Function<Address, Collection<Address>> next) {
        var reached = new HashSet<>(start);
        var open = new ArrayDeque<>(start);
        while (!open.isEmpty()) {
            next.apply(open.remove()).stream().filter(reached::add).forEach(open::add);
        }
        return reached;
    }
}
