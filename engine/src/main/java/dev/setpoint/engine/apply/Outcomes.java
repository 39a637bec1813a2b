package dev.setpoint.engine.apply;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.state.State;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Puts the ends of the steps together to the ends of the changes. */
final class Outcomes {

    private Outcomes() {}

    static Outcome of(
            Plan plan,
            StepGraph graph,
            List<Verdict> verdicts,
            State state,
            List<Diagnostic> problems,
            Cancellation cancellation,
            Optional<Rollback> rollback) {
        var ends = new IdentityHashMap<Change, List<Verdict>>();
        var all = new ArrayList<>(problems);
        for (var number = 0; number < graph.size(); number++) {
            var step = graph.step(number);
            var verdict = verdicts.get(number) instanceof Verdict.Running ? abandoned(step) : verdicts.get(number);
            switch (step) {
                case Step.Put(var change) ->
                    ends.computeIfAbsent(change, _ -> new ArrayList<>()).add(verdict);
                case Step.Learn(var change) ->
                    ends.computeIfAbsent(change, _ -> new ArrayList<>()).add(verdict);
                case Step.Remove(var change) ->
                    ends.computeIfAbsent(change, _ -> new ArrayList<>()).add(verdict);
                case Step.Read _ when verdict instanceof Verdict.Failed(var diagnostic) -> all.add(diagnostic);
                case Step.Read _, Step.Undo _, Step.Pass _ -> {}
            }
        }
        var done = new ArrayList<Change>();
        var failed = new LinkedHashMap<Change, Diagnostic>();
        var skipped = new LinkedHashMap<Change, Address>();
        for (var change : plan.changes()) {
            switch (worst(Optional.ofNullable(ends.get(change)).orElse(List.of()))) {
                case Verdict.Done _, Verdict.Running _ -> done.add(change);
                case Verdict.Failed(var diagnostic) -> failed.put(change, diagnostic);
                case Verdict.Skipped(var because) -> skipped.put(change, because);
            }
        }
        return new Outcome(state, done, failed, skipped, all, cancellation.startNothing(), rollback);
    }

    private static Verdict worst(List<Verdict> verdicts) {
        Verdict worst = new Verdict.Done();
        for (var verdict : verdicts) {
            if (verdict instanceof Verdict.Failed) {
                return verdict;
            }
            if (verdict instanceof Verdict.Skipped) {
                worst = verdict;
            }
        }
        return worst;
    }

    private static Verdict abandoned(Step step) {
        return new Verdict.Failed(
                Diagnostic.error("SP0603", "`" + step.address() + "` had not ended when you stopped waiting for it.")
                        .hint("The journal knows of it: run the command again, and it goes on from what it finds."));
    }
}
