package dev.setpoint.engine.planning.scope;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.state.State;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Which resources and data sources a plan is about: all, or the targets with what they cannot do without. */
public final class Selection {

    private final Graph graph;
    private final State state;
    private final Map<Address, Address> renamed;
    private final Map<Address, Set<Address>> users = new HashMap<>();
    private final Optional<Set<Address>> chosen;

    /** @param renamed addresses that the plan moves: old → new */
    public Selection(PlanOptions options, Graph graph, State state, Map<Address, Address> renamed) {
        this.graph = graph;
        this.state = state;
        this.renamed = renamed;
        this.chosen = options.targets().isEmpty() ? Optional.empty() : Optional.of(choose(options));
    }

    private Set<Address> choose(PlanOptions options) {
        state.resources()
                .forEach((address, resource) -> resource.dependencies()
                        .forEach(used -> users.computeIfAbsent(now(used), _ -> new LinkedHashSet<>())
                                .add(now(address))));
        var start = options.targets().stream().map(this::now).toList();
        return switch (options.mode()) {
            case APPLY -> closure(start, this::needs);
            case DESTROY -> closure(start, this::usersOf);
            case REFRESH -> Set.copyOf(start);
        };
    }

    /** The address under which the plan speaks of what the state has under this one. */
    private Address now(Address address) {
        return renamed.getOrDefault(address, address);
    }

    /**
     * What cannot be planned without something else: what it depends on; for what leaves the spec, what used it and
     * so must let go of it first; for what changes places, the others that do.
     */
    private Collection<Address> needs(Address address) {
        var needs = new LinkedHashSet<>(graph.dependenciesOf(address));
        if (!isInSpec(address)) {
            needs.addAll(usersOf(address));
        }
        renamed.forEach((from, to) -> {
            if (to.equals(address) && isInSpec(from)) {
                needs.add(from);
            } else if (from.equals(address)) {
                needs.add(to);
            }
        });
        return needs;
    }

    private boolean isInSpec(Address address) {
        return graph.dependencies().containsKey(address);
    }

    private Set<Address> usersOf(Address address) {
        return users.getOrDefault(address, Set.of());
    }

    private static Set<Address> closure(Collection<Address> start, Function<Address, Collection<Address>> next) {
        var reached = new HashSet<>(start);
        var open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            next.apply(open.remove()).stream().filter(reached::add).forEach(open::add);
        }
        return reached;
    }

    public boolean contains(Address address) {
        return chosen.map(set -> set.contains(address)).orElse(true);
    }

    /** Everything of the spec, in its order, and of the state that is not contained. */
    public Set<Address> leftOut() {
        if (chosen.isEmpty()) {
            return Set.of();
        }
        var leftOut = new LinkedHashSet<Address>();
        Stream.concat(inSpec().stream(), state.resources().keySet().stream().map(this::now))
                .filter(address -> !contains(address))
                .forEach(leftOut::add);
        return leftOut;
    }

    private List<Address> inSpec() {
        var addresses = new ArrayList<Address>();
        graph.stack().data().values().forEach(block -> addresses.add(block.address()));
        graph.stack().resources().values().forEach(block -> addresses.add(block.address()));
        return addresses;
    }
}
