package dev.setpoint.engine.apply;

import dev.setpoint.engine.address.Address;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Steps, by number, and which must end before which may begin. */
final class StepGraph {

    /** @param hard whether the order is a must; a soft one gives way where it would close a circle */
    private record Edge(int from, int to, boolean hard) {}

    private final List<Step> steps;
    private final List<List<Edge>> after = new ArrayList<>();
    private final List<List<Edge>> before = new ArrayList<>();

    StepGraph(List<Step> steps) {
        this.steps = List.copyOf(steps);
        steps.forEach(_ -> {
            after.add(new ArrayList<>());
            before.add(new ArrayList<>());
        });
    }

    int size() {
        return steps.size();
    }

    Step step(int number) {
        return steps.get(number);
    }

    void must(int first, int then) {
        add(new Edge(first, then, true));
    }

    void should(int first, int then) {
        add(new Edge(first, then, false));
    }

    private void add(Edge edge) {
        if (edge.from != edge.to) {
            after.get(edge.from).add(edge);
            before.get(edge.to).add(edge);
        }
    }

    int[] successors(int number) {
        return after.get(number).stream().mapToInt(Edge::to).toArray();
    }

    int predecessors(int number) {
        return before.get(number).size();
    }

    /**
     * Drops soft edges until no circle is left. The state remembers dependencies of different runs, which
     * need not agree with each other or with the spec.
     *
     * @return a circle of hard edges, if there is one; then nothing can be run
     */
    Optional<List<Address>> untangle() {
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
            var circle = circle(stuck, ended);
            var soft = circle.stream().filter(edge -> !edge.hard).findFirst();
            if (soft.isEmpty()) {
                return Optional.of(circle.stream()
                        .map(edge -> steps.get(edge.to).address())
                        .distinct()
                        .toList());
            }
            drop(soft.get());
            if (--waiting[soft.get().to] == 0) {
                ready.add(soft.get().to);
            }
        }
    }

    private void drop(Edge edge) {
        after.get(edge.from).remove(edge);
        before.get(edge.to).remove(edge);
    }

    /** Walks against the edges from a step that cannot begin until it meets its own trace. */
    private List<Edge> circle(int start, BitSet ended) {
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
