package dev.setpoint.engine.apply.step;

import dev.setpoint.engine.address.Address;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Numbered steps and the order between them. */
public final class StepGraph {

    /** Strength of an order, weakest first. All but the strongest are dropped to break a cycle. */
    enum Weight {
        /** Dependents of an object wait for its assertions, except those that an assertion reads. */
        CHECK,
        /** A user that reaches an object only through a data source is deleted before the object. */
        INDIRECT,
        /** A data source is read before a deletion, so that a failed read prevents the deletion. */
        READ,
        /** Users of an object stop using it before it is deleted. */
        USE,
        MUST
    }

    private record Edge(int from, int to, Weight weight) {}

    private final List<Step> steps;
    private final List<List<Edge>> after = new ArrayList<>();
    private final List<List<Edge>> before = new ArrayList<>();

    public StepGraph(List<Step> steps) {
        this.steps = List.copyOf(steps);
        steps.forEach(_ -> {
            after.add(new ArrayList<>());
            before.add(new ArrayList<>());
        });
    }

    public int size() {
        return steps.size();
    }

    public Step step(int number) {
        return steps.get(number);
    }

    public void require(int first, int then) {
        add(new Edge(first, then, Weight.MUST));
    }

    void prefer(int first, int then, Weight weight) {
        add(new Edge(first, then, weight));
    }

    private void add(Edge edge) {
        if (edge.from != edge.to) {
            after.get(edge.from).add(edge);
            before.get(edge.to).add(edge);
        }
    }

    public int[] successors(int number) {
        return after.get(number).stream().mapToInt(Edge::to).toArray();
    }

    int predecessors(int number) {
        return before.get(number).size();
    }

    /**
     * Drops the weakest edges until no cycle is left. Cycles occur because the state has dependencies from different
     * runs.
     *
     * @return a cycle of required edges, if there is one; then no step can run
     */
    public Optional<List<Address>> breakCycles() {
        var waiting = IntStream.range(0, size()).map(this::predecessors).toArray();
        var ended = new BitSet();
        var ready = new ArrayDeque<Integer>();
        IntStream.range(0, size()).filter(number -> waiting[number] == 0).forEach(ready::add);
        while (true) {
            while (!ready.isEmpty()) {
                var number = ready.remove();
                ended.set(number);
                for (var edge : after.get(number)) {
                    if (--waiting[edge.to] == 0) {
                        ready.add(edge.to);
                    }
                }
            }
            var stuck = ended.nextClearBit(0);
            if (stuck >= size()) {
                return Optional.empty();
            }
            var circle = cycle(stuck, ended);
            var lightest =
                    circle.stream().min(Comparator.comparing(Edge::weight)).orElseThrow();
            if (lightest.weight == Weight.MUST) {
                return Optional.of(circle.stream()
                        .map(edge -> steps.get(edge.to).address())
                        .distinct()
                        .toList());
            }
            drop(lightest);
            if (--waiting[lightest.to] == 0) {
                ready.add(lightest.to);
            }
        }
    }

    private void drop(Edge edge) {
        after.get(edge.from).remove(edge);
        before.get(edge.to).remove(edge);
    }

    /** Follows the edges backwards from a step that cannot start until it meets a visited step. */
    private List<Edge> cycle(int start, BitSet ended) {
        var trace = new ArrayList<Edge>();
        var place = new int[size()];
        var here = start;
        while (place[here] == 0) {
            trace.add(before.get(here).stream()
                    .filter(edge -> !ended.get(edge.from))
                    .findFirst()
                    .orElseThrow());
            place[here] = trace.size();
            here = trace.getLast().from;
        }
        return trace.subList(place[here] - 1, trace.size());
    }
}
