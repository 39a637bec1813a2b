package dev.setpoint.engine.apply;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.apply.outcome.OutcomeBuilder;
import dev.setpoint.engine.apply.outcome.Rollback;
import dev.setpoint.engine.apply.recovery.Recovery;
import dev.setpoint.engine.apply.rollback.ReverseOrder;
import dev.setpoint.engine.apply.rollback.RollbackBlockers;
import dev.setpoint.engine.apply.run.Run;
import dev.setpoint.engine.apply.step.Step;
import dev.setpoint.engine.apply.step.StepGraph;
import dev.setpoint.engine.apply.step.StepResult;
import dev.setpoint.engine.apply.step.StepScheduler;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.state.JournalEntry;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.state.StateWriteException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Undoes the changes of a run that can be undone. */
final class RollbackRun {

    private final Run run;
    private final StepGraph done;
    private final List<StepResult> results;

    RollbackRun(Run run, StepGraph done, List<StepResult> results) {
        this.run = run;
        this.done = done;
        this.results = results;
    }

    Rollback run() {
        var unknown = lookUp();
        var graph = new ReverseOrder(run, done, results, run.session().state(), unknown).graph();
        var runner = new StepRunner(run);
        var ends = new StepScheduler(graph, run.cancellation(), run.providers().parallelism(), runner::run).run();
        var remains = new ArrayList<>(runner.remaining());
        try {
            supersedeAgain();
            moveBack();
        } catch (StateWriteException e) {
            remains.add(e.diagnostic());
        }
        return result(graph, ends, remains);
    }

    /**
     * Searches for objects whose creation got no answer, so that they can be deleted. Returns the addresses for which
     * the search does not tell.
     */
    private Set<Address> lookUp() {
        var stack = run.plan().graph().stack();
        return run.session().unidentified().isEmpty()
                        || new Recovery(run.providers(), run.schemas(), stack).recover(run.session(), run.listener())
                                instanceof Result.Ok<State>
                ? Set.of()
                : run.session().unidentified().stream()
                        .map(JournalEntry.Intent::address)
                        .collect(Collectors.toSet());
    }

    /** Makes a deposed object current again where it still exists. */
    private void supersedeAgain() {
        for (var change : run.plan().changes()) {
            if (change instanceof Change.Delete(var target, var id, var _, var reason)
                    && reason == Change.DeleteReason.SUPERSEDED
                    && run.session().state().holds(target.address(), id)) {
                run.session().commit(new JournalEntry.Restored(target.address(), id));
            }
        }
    }

    private boolean isCurrent(Change.Restore restored) {
        return run.session()
                .state()
                .resource(restored.address())
                .filter(resource -> resource.identity().equals(restored.id()))
                .isPresent();
    }

    /** Moves resources back to their old addresses. An address that is in use by now keeps its new resource. */
    private void moveBack() {
        var back = new TreeMap<Address, Address>();
        for (var change : run.plan().changes()) {
            if (change instanceof Change.Move move) {
                back.put(move.address(), move.from());
            }
        }
        var resources = run.session().state().resources();
        back.entrySet()
                .removeIf(move -> !resources.containsKey(move.getKey())
                        || (resources.containsKey(move.getValue()) && !back.containsKey(move.getValue())));
        if (!back.isEmpty()) {
            run.session().commit(new JournalEntry.Moved(back));
        }
    }

    private Rollback result(StepGraph graph, List<StepResult> ends, List<Diagnostic> remains) {
        Map<Change, Diagnostic> kept = new LinkedHashMap<>();
        var stopped = new ArrayList<Change>();
        var abandoned = new ArrayList<Change>();
        var undone = new IdentityHashMap<Change, Boolean>();
        for (var number = 0; number < graph.size(); number++) {
            if (graph.step(number) instanceof Step.Undo(var change, var _)) {
                switch (ends.get(number)) {
                    case StepResult.Done _ -> undone.put(change, true);
                    case StepResult.Failed(var why) -> kept.put(change, why);
                    case StepResult.NotStarted _ -> stopped.add(change);
                    case StepResult.Skipped(var because) ->
                        kept.putIfAbsent(change, RollbackBlockers.held(change, because));
                    case StepResult.Running _ -> abandoned.add(change);
                }
            }
        }
        putAll(kept, stopped, RollbackBlockers::stopped);
        putAll(kept, abandoned, OutcomeBuilder::abandoned);
        var taken = new ArrayList<Change>();
        for (var change : run.plan().changes()) {
            var decided = run.decisions().of(change);
            var onlyMoved = !(decided instanceof Change.NoOp)
                    && !(decided instanceof Change.Import)
                    && decided.effect() instanceof Change.NoOp;
            if (!kept.containsKey(change)
                    && (onlyMoved || undone.containsKey(change))
                    && !(decided instanceof Change.NoOp)
                    && change.restored().filter(this::isCurrent).isEmpty()) {
                taken.add(decided);
            }
        }
        kept.keySet().removeIf(change -> run.decisions().of(change) instanceof Change.NoOp);
        return new Rollback(taken, kept, remains);
    }

    private static void putAll(
            Map<Change, Diagnostic> kept, List<Change> changes, Function<List<Address>, Diagnostic> why) {
        var all = why.apply(changes.stream().map(Change::address).distinct().toList());
        changes.forEach(change -> kept.putIfAbsent(change, all));
    }
}
