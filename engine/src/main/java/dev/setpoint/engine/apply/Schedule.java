package dev.setpoint.engine.apply;

import dev.setpoint.engine.address.Address;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Runs steps, each on a virtual thread of its own, the moment its last predecessor has ended. A step that
 * does not succeed stops those after it and nothing else.
 */
final class Schedule {

    private final StepGraph graph;
    private final Cancellation cancellation;
    private final boolean stopsAtFailure;
    private final Function<Step, Verdict> work;
    private final AtomicReference<Optional<Address>> failed = new AtomicReference<>(Optional.empty());
    private final AtomicIntegerArray waiting;
    private final AtomicReferenceArray<Optional<Address>> stopped;
    private final AtomicReferenceArray<Optional<Verdict>> verdicts;
    private final AtomicInteger left;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /** @param work does one step; what it throws is a bug and ends the whole run */
    Schedule(StepGraph graph, Cancellation cancellation, Function<Step, Verdict> work) {
        this(graph, cancellation, false, work);
    }

    /** @param stopsAtFailure whether nothing is begun any more once a step has failed, be it independent of that */
    Schedule(StepGraph graph, Cancellation cancellation, boolean stopsAtFailure, Function<Step, Verdict> work) {
        this.graph = graph;
        this.cancellation = cancellation;
        this.stopsAtFailure = stopsAtFailure;
        this.work = work;
        this.left = new AtomicInteger(graph.size());
        this.waiting = new AtomicIntegerArray(
                IntStream.range(0, graph.size()).map(graph::predecessors).toArray());
        this.stopped = new AtomicReferenceArray<>(graph.size());
        this.verdicts = new AtomicReferenceArray<>(graph.size());
        for (var number = 0; number < graph.size(); number++) {
            stopped.set(number, Optional.empty());
            verdicts.set(number, Optional.empty());
        }
    }

    /**
     * Returns when every step has ended, or when the user asks to stop waiting.
     *
     * @return by the steps' numbers
     */
    List<Verdict> run() {
        if (graph.size() == 0) {
            return List.of();
        }
        cancellation.whenStopWaiting(() -> ended.complete(null));
        var first = IntStream.range(0, graph.size())
                .filter(number -> graph.predecessors(number) == 0)
                .toArray();
        for (var number : first) {
            start(number);
        }
        ended.join();
        return IntStream.range(0, graph.size())
                .mapToObj(number -> verdicts.get(number).orElseGet(() -> skipped(number)))
                .toList();
    }

    private void start(int number) {
        Thread.startVirtualThread(() -> {
            try {
                end(number, held(number).orElseGet(() -> begin(number)));
            } catch (RuntimeException | Error e) {
                ended.completeExceptionally(e);
            }
        });
    }

    private Optional<Verdict> held(int number) {
        return cancellation.startNothing()
                ? Optional.of(skipped(number))
                : failed.get().filter(_ -> stopsAtFailure).map(Verdict.Skipped::new);
    }

    private Verdict begin(int number) {
        settle(number, new Verdict.Running());
        return work.apply(graph.step(number));
    }

    private Verdict skipped(int number) {
        return new Verdict.Skipped(graph.step(number).address());
    }

    /** Ends a step, and with it all that can no longer begin; a loop, because such chains are long. */
    private void end(int number, Verdict verdict) {
        var ending = new ArrayDeque<Integer>();
        settle(number, verdict);
        if (verdict instanceof Verdict.Failed) {
            failed.updateAndGet(first ->
                    first.isPresent() ? first : Optional.of(graph.step(number).address()));
        }
        ending.add(number);
        while (!ending.isEmpty()) {
            var done = ending.remove();
            for (var next : ready(done)) {
                var because = stopped.get(next);
                if (because.isPresent()) {
                    settle(next, new Verdict.Skipped(because.get()));
                    ending.add(next);
                } else {
                    start(next);
                }
            }
            if (left.decrementAndGet() == 0) {
                ended.complete(null);
            }
        }
    }

    private void settle(int number, Verdict verdict) {
        verdicts.set(number, Optional.of(verdict));
    }

    /** The successors for which this was the last one to wait for. */
    private List<Integer> ready(int number) {
        var because = because(number);
        var ready = new ArrayList<Integer>();
        for (var next : graph.successors(number)) {
            if (because.isPresent()) {
                stopped.set(next, because);
            }
            if (waiting.decrementAndGet(next) == 0) {
                ready.add(next);
            }
        }
        return ready;
    }

    private Optional<Address> because(int number) {
        return verdicts.get(number).flatMap(verdict -> switch (verdict) {
            case Verdict.Done _, Verdict.Running _ -> Optional.empty();
            case Verdict.Failed _ -> Optional.of(graph.step(number).address());
            case Verdict.Skipped(var address) -> Optional.of(address);
        });
    }
}
