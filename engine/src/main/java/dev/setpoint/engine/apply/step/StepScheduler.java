package dev.setpoint.engine.apply.step;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.progress.Cancellation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Runs steps in parallel. A step starts when its last predecessor has ended, in the order in which steps become
 * ready. A failed step stops only the steps that depend on it.
 */
public final class StepScheduler {

    private final StepGraph graph;
    private final Cancellation cancellation;
    private final boolean stopsAtFailure;
    private final Function<Step, StepResult> work;
    private final AtomicReference<Optional<Address>> failed = new AtomicReference<>(Optional.empty());
    private final AtomicIntegerArray waiting;
    private final AtomicReferenceArray<Optional<StepResult>> stopped;
    private final AtomicReferenceArray<Optional<StepResult>> results;
    private final AtomicInteger left;
    private final Queue<Integer> ready = new ConcurrentLinkedQueue<>();
    private final Semaphore places;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /**
     * @param most limit of steps that run at once
     * @param work runs one step; an exception is a bug and ends the whole run
     */
    public StepScheduler(StepGraph graph, Cancellation cancellation, int most, Function<Step, StepResult> work) {
        this(graph, cancellation, most, false, work);
    }

    /** @param stopsAtFailure true when no step at all starts after a failure */
    public StepScheduler(
            StepGraph graph,
            Cancellation cancellation,
            int most,
            boolean stopsAtFailure,
            Function<Step, StepResult> work) {
        this.graph = graph;
        this.cancellation = cancellation;
        this.stopsAtFailure = stopsAtFailure;
        this.work = work;
        this.places = new Semaphore(most);
        this.left = new AtomicInteger(graph.size());
        this.waiting = new AtomicIntegerArray(
                IntStream.range(0, graph.size()).map(graph::predecessors).toArray());
        this.stopped = new AtomicReferenceArray<>(graph.size());
        this.results = new AtomicReferenceArray<>(graph.size());
        for (var number = 0; number < graph.size(); number++) {
            stopped.set(number, Optional.empty());
            results.set(number, Optional.empty());
        }
    }

    /**
     * Returns when every step has ended, or when the user asks to stop waiting.
     *
     * @return results by step number
     */
    public List<StepResult> run() {
        if (graph.size() == 0) {
            return List.of();
        }
        cancellation.whenAborting(() -> ended.complete(null));
        var first = IntStream.range(0, graph.size())
                .filter(number -> graph.predecessors(number) == 0)
                .toArray();
        for (var number : first) {
            start(number);
        }
        ended.join();
        return IntStream.range(0, graph.size())
                .mapToObj(number -> results.get(number).orElseGet(StepResult.NotStarted::new))
                .toList();
    }

    private void start(int number) {
        ready.add(number);
        fillPlaces();
    }

    private void fillPlaces() {
        while (!ready.isEmpty() && places.tryAcquire()) {
            Thread.startVirtualThread(this::work);
        }
    }

    /** Runs ready steps one after another until none is left. */
    private void work() {
        try {
            for (var next = next(); next.isPresent(); next = next()) {
                var number = next.get();
                end(number, held().orElseGet(() -> begin(number)));
            }
        } catch (RuntimeException | Error e) {
            ended.completeExceptionally(e);
        } finally {
            places.release();
        }
        // A step that became ready before this worker ended has found no free worker.
        fillPlaces();
    }

    private Optional<Integer> next() {
        return Optional.ofNullable(ready.poll());
    }

    private Optional<StepResult> held() {
        return cancellation.isStopping()
                ? Optional.of(new StepResult.NotStarted())
                : failed.get().filter(_ -> stopsAtFailure).map(StepResult.Skipped::new);
    }

    private StepResult begin(int number) {
        settle(number, new StepResult.Running());
        return work.apply(graph.step(number));
    }

    /** Ends a step and all steps that can no longer start. It is a loop, because such chains are long. */
    private void end(int number, StepResult result) {
        var ending = new ArrayDeque<Integer>();
        settle(number, result);
        if (result instanceof StepResult.Failed) {
            failed.updateAndGet(first ->
                    first.isPresent() ? first : Optional.of(graph.step(number).address()));
        }
        ending.add(number);
        while (!ending.isEmpty()) {
            var done = ending.remove();
            for (var next : released(done)) {
                var because = stopped.get(next);
                if (because.isPresent()) {
                    settle(next, because.get());
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

    private void settle(int number, StepResult result) {
        results.set(number, Optional.of(result));
    }

    /** Returns the successors that have no other unfinished predecessor. */
    private List<Integer> released(int number) {
        var because = because(number);
        var released = new ArrayList<Integer>();
        for (var next : graph.successors(number)) {
            if (because.isPresent()) {
                // A failure is the more useful reason.
                stopped.updateAndGet(
                        next,
                        other -> other.filter(StepResult.Skipped.class::isInstance)
                                .or(() -> because));
            }
            if (waiting.decrementAndGet(next) == 0) {
                released.add(next);
            }
        }
        return released;
    }

    /** Returns the result of steps that wait for this one; empty when they may start. */
    private Optional<StepResult> because(int number) {
        return results.get(number).flatMap(result -> switch (result) {
            case StepResult.Done _, StepResult.Running _ -> Optional.empty();
            case StepResult.Failed _ ->
                Optional.of(new StepResult.Skipped(graph.step(number).address()));
            case StepResult.Skipped _, StepResult.NotStarted _ -> Optional.of(result);
        });
    }
}
