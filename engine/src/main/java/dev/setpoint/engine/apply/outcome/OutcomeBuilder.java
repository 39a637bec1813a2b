package dev.setpoint.engine.apply.outcome;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.apply.run.Run;
import dev.setpoint.engine.apply.step.Step;
import dev.setpoint.engine.apply.step.StepGraph;
import dev.setpoint.engine.apply.step.StepResult;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.progress.Cancellation;
import dev.setpoint.engine.state.State;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Builds the outcome of each change from the results of its steps. */
public final class OutcomeBuilder {

    private OutcomeBuilder() {}

    public static Outcome of(
            Run run,
            StepGraph graph,
            List<StepResult> results,
            State state,
            List<Diagnostic> problems,
            Cancellation cancellation,
            Optional<Rollback> rollback) {
        var ends = new IdentityHashMap<Change, List<StepResult>>();
        var abandoned = abandoned(graph, results);
        var all = new ArrayList<>(problems);
        for (var number = 0; number < graph.size(); number++) {
            var step = graph.step(number);
            var result = results.get(number) instanceof StepResult.Running ? abandoned : results.get(number);
            switch (step) {
                case Step.Decide(var change) ->
                    ends.computeIfAbsent(change, _ -> new ArrayList<>()).add(result);
                case Step.CreateOrUpdate(var change) ->
                    ends.computeIfAbsent(change, _ -> new ArrayList<>()).add(result);
                case Step.Refresh(var change) ->
                    ends.computeIfAbsent(change, _ -> new ArrayList<>()).add(result);
                case Step.Remove(var change) ->
                    ends.computeIfAbsent(change, _ -> new ArrayList<>()).add(result);
                case Step.Read _ when result instanceof StepResult.Failed(var diagnostic) -> all.add(diagnostic);
                case Step.Check _ when result instanceof StepResult.Failed(var diagnostic) -> all.add(diagnostic);
                case Step.Read _, Step.Check _, Step.Undo _, Step.Barrier _ -> {}
            }
        }
        var done = new ArrayList<Change>();
        var failed = new LinkedHashMap<Change, Diagnostic>();
        var skipped = new LinkedHashMap<Change, Address>();
        for (var change : run.plan().changes()) {
            switch (worst(Optional.ofNullable(ends.get(change)).orElse(List.of()))) {
                case StepResult.Done _, StepResult.Running _ ->
                    done.add(run.decisions().of(change));
                case StepResult.Failed(var diagnostic) -> failed.put(change, diagnostic);
                case StepResult.Skipped _, StepResult.NotStarted _ when change instanceof Change.NoOp -> {}
                case StepResult.Skipped(var because) -> skipped.put(change, because);
                case StepResult.NotStarted _ -> skipped.put(change, change.address());
            }
        }
        return new Outcome(state, done, failed, skipped, all, cancellation.isStopping(), rollback);
    }

    private static StepResult worst(List<StepResult> results) {
        StepResult worst = new StepResult.Done();
        for (var result : results) {
            if (result instanceof StepResult.Failed) {
                return result;
            }
            if (result instanceof StepResult.Skipped || result instanceof StepResult.NotStarted) {
                worst = result;
            }
        }
        return worst;
    }

    private static StepResult abandoned(StepGraph graph, List<StepResult> results) {
        return new StepResult.Failed(abandoned(IntStream.range(0, graph.size())
                .filter(number -> results.get(number) instanceof StepResult.Running)
                .mapToObj(number -> graph.step(number).address())
                .distinct()
                .toList()));
    }

    /** Returns one diagnostic for all changes that were still running when the user stopped waiting. */
    public static Diagnostic abandoned(List<Address> addresses) {
        var one = addresses.size() == 1;
        return Diagnostic.error(
                        "SP0603",
                        named(addresses) + " had not ended when you stopped waiting for " + (one ? "it." : "them."))
                .hint("The journal knows of " + (one ? "it" : "each of them") + ": run the command again to continue.");
    }

    /** Returns the addresses in backquotes, separated by commas: {@code `a`, `b`}. */
    public static String named(List<Address> addresses) {
        return addresses.stream().map(address -> "`" + address + "`").collect(Collectors.joining(", "));
    }
}
