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
 * Runs steps, each once its last predecessor has ended, in the order in which they become ready and so many at once at
 * most. A step that does not succeed stops those after it and nothing else.
 */
public final class StepScheduler {

    private final StepGraph graph;
    private final Cancellation cancellation;
    private final boolean stopsAtFailure;
    private final Function<Step, StepResult> work;
    private final AtomicReference<Optional<Address>> failed = new AtomicReference<>(Optional.empty());
    private final AtomicIntegerArray waiting;
    private final AtomicReferenceArray<Optional<StepResult>> stopped;
    private final AtomicReferenceArray<Optional<StepResult>> verdicts;
    private final AtomicInteger left;
    private final Queue<Integer> ready = new ConcurrentLinkedQueue<>();
    private final Semaphore places;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /**
     * @param most how many steps may run at once
     * @param work does one step; what it throws is a bug and ends the whole run
     */
    public StepScheduler(StepGraph graph, Cancellation cancellation, int most, Function<Step, StepResult> work) {
        this(graph, cancellation, most, false, work);
    }

    /** @param stopsAtFailure whether nothing is begun any more once a step has failed, be it independent of that */
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
                .mapToObj(number -> verdicts.get(number).orElseGet(StepResult.NotStarted::new))
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

    /** Keeps its place for as long as there is something ready. */
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
        // A step that became ready before the place was given back has found none.
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

    /** Ends a step, and with it all that can no longer begin; a loop, because such chains are long. */
    private void end(int number, StepResult verdict) {
        var ending = new ArrayDeque<Integer>();
        settle(number, verdict);
        if (verdict instanceof StepResult.Failed) {
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

    private void settle(int number, StepResult verdict) {
        verdicts.set(number, Optional.of(verdict));
    }

    /** The successors for which this was the last one to wait for. */
    private List<Integer> released(int number) {
        var because = because(number);
        var released = new ArrayList<Integer>();
        for (var next : graph.successors(number)) {
            if (because.isPresent()) {
                // A failure is the better reason.
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

    /** How those end that wait for this one; empty when they may go on. */
    private Optional<StepResult> because(int number) {
        return verdicts.get(number).flatMap(verdict -> switch (verdict) {
            case StepResult.Done _, StepResult.Running _ -> Optional.empty();
            case StepResult.Failed _ ->
                Optional.of(new StepResult.Skipped(graph.step(number).address()));
            case StepResult.Skipped _, StepResult.NotStarted _ -> Optional.of(verdict);
        });
    }
}
