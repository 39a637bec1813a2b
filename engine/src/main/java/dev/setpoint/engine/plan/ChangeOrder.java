package dev.setpoint.engine.plan;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;

/**
 * Computes which change waits for which. A creation or update waits for its dependencies. A deletion waits for the
 * changes of everything that depended on the object. A creation that reuses a deleted object's name waits for that
 * deletion.
 */
public final class ChangeOrder {

    private final List<Change> changes;
    private final Map<Address, Integer> made = new HashMap<>();
    private final Map<Address, List<Integer>> deleted = new HashMap<>();
    private final List<Set<Integer>> waits = new ArrayList<>();

    private ChangeOrder(List<Change> changes) {
        this.changes = changes;
    }

    /** @param state the state that the changes were planned from, which has the dependencies of the last apply */
    public static ChangeOrder of(List<Change> changes, State state) {
        var precedence = new ChangeOrder(changes);
        precedence.index();
        precedence.connect(state);
        return precedence;
    }

    private void index() {
        for (var i = 0; i < changes.size(); i++) {
            var change = changes.get(i);
            waits.add(new LinkedHashSet<>());
            if (leaves(change)) {
                deleted.computeIfAbsent(change.address(), _ -> new ArrayList<>())
                        .add(i);
            } else if (!change.isOfGoneLeftOver()) {
                made.put(change.address(), i);
            }
        }
    }

    private void connect(State state) {
        for (var i = 0; i < changes.size(); i++) {
            var change = changes.get(i);
            var own = i;
            if (change.isOfGoneLeftOver()) {
                Optional.ofNullable(made.get(change.address())).ifPresent(now -> wait(now, own));
            } else if (leaves(change)) {
                // A deposed object is deleted after the other changes of its address.
                Optional.ofNullable(made.get(change.address())).ifPresent(now -> wait(own, now));
                change.target().dependsOn().forEach(used -> deletions(used).forEach(other -> wait(other, own)));
            } else {
                change.target()
                        .dependsOn()
                        .forEach(used -> Optional.ofNullable(made.get(used)).ifPresent(other -> wait(own, other)));
                change.target()
                        .afterDeletionOf()
                        .forEach(used -> deletions(used).forEach(other -> wait(own, other)));
                state.resource(change.origin()).map(ResourceState::dependencies).orElseGet(TreeSet::new).stream()
                        .flatMap(used -> deletions(used).stream())
                        .forEach(other -> wait(other, own));
            }
        }
    }

    /** Tells whether the change removes an object. */
    private static boolean leaves(Change change) {
        return change instanceof Change.Delete
                || (change instanceof Change.Forget forget && forget.isOfLeftOver() && !forget.isOfGoneLeftOver());
    }

    private List<Integer> deletions(Address address) {
        return deleted.getOrDefault(address, List.of());
    }

    private void wait(int change, int other) {
        if (change != other) {
            waits.get(change).add(other);
        }
    }

    /** Returns the indexes of the changes that the change at this index waits for. */
    public Set<Integer> predecessorsOf(int place) {
        return waits.get(place);
    }

    /**
     * Returns the changes in an order in which they can run one by one. Ties keep their order. Changes in a cycle are
     * left out.
     */
    public List<Change> sequence() {
        var followers = new ArrayList<List<Integer>>();
        var open = new int[changes.size()];
        for (var i = 0; i < changes.size(); i++) {
            followers.add(new ArrayList<>());
        }
        for (var i = 0; i < changes.size(); i++) {
            open[i] = waits.get(i).size();
            for (var other : waits.get(i)) {
                followers.get(other).add(i);
            }
        }
        var ready = new PriorityQueue<Integer>();
        for (var i = 0; i < open.length; i++) {
            if (open[i] == 0) {
                ready.add(i);
            }
        }
        var sequence = new ArrayList<Change>(changes.size());
        while (!ready.isEmpty()) {
            var next = ready.remove();
            sequence.add(changes.get(next));
            for (var follower : followers.get(next)) {
                if (--open[follower] == 0) {
                    ready.add(follower);
                }
            }
        }
        return sequence;
    }

    /** Returns the addresses in a cycle, which the sequence does not contain. */
    public Set<Address> cycle(List<Change> sequence) {
        var placed = new HashSet<Address>();
        sequence.forEach(change -> placed.add(change.address()));
        var left = new LinkedHashSet<Address>();
        changes.stream()
                .map(Change::address)
                .filter(address -> !placed.contains(address))
                .forEach(left::add);
        return left;
    }
}
