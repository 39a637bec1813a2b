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

/** The resources and data sources that a plan covers: all, or the targets with everything they need. */
public final class Selection {

    private final Graph graph;
    private final State state;
    private final Map<Address, Address> renamed;
    private final Map<Address, Set<Address>> users = new HashMap<>();
    private final Optional<Set<Address>> chosen;

    /** @param renamed addresses that the plan moves, from old to new */
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

    /** Returns the planned address of a resource of the state, which differs after a move. */
    private Address now(Address address) {
        return renamed.getOrDefault(address, address);
    }

    /**
     * Returns the addresses that must be planned together with this one: its dependencies; for a removed resource,
     * its users; for a move, the other moves.
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

    /** Returns all addresses of spec and state that are not selected, in the order of the spec. */
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
