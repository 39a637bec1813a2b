package dev.setpoint.engine.apply;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.state.State;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Puts the ends of the steps together to the ends of the changes. */
final class Outcomes {

    private Outcomes() {}

    static Outcome of(
            Run run,
            StepGraph graph,
            List<Verdict> verdicts,
            State state,
            List<Diagnostic> problems,
            Cancellation cancellation,
            Optional<Rollback> rollback) {
        var ends = new IdentityHashMap<Change, List<Verdict>>();
        var abandoned = abandoned(graph, verdicts);
        var all = new ArrayList<>(problems);
        for (var number = 0; number < graph.size(); number++) {
            var step = graph.step(number);
            var verdict = verdicts.get(number) instanceof Verdict.Running ? abandoned : verdicts.get(number);
            switch (step) {
                case Step.Decide(var change) ->
                    ends.computeIfAbsent(change, _ -> new ArrayList<>()).add(verdict);
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
        for (var change : run.plan().changes()) {
            switch (worst(Optional.ofNullable(ends.get(change)).orElse(List.of()))) {
                case Verdict.Done _, Verdict.Running _ ->
                    done.add(run.decisions().of(change));
                case Verdict.Failed(var diagnostic) -> failed.put(change, diagnostic);
                case Verdict.Skipped _, Verdict.Left _ when change instanceof Change.NoOp -> {}
                case Verdict.Skipped(var because) -> skipped.put(change, because);
                case Verdict.Left _ -> skipped.put(change, change.address());
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
            if (verdict instanceof Verdict.Skipped || verdict instanceof Verdict.Left) {
                worst = verdict;
            }
        }
        return worst;
    }

    private static Verdict abandoned(StepGraph graph, List<Verdict> verdicts) {
        return new Verdict.Failed(abandoned(IntStream.range(0, graph.size())
                .filter(number -> verdicts.get(number) instanceof Verdict.Running)
                .mapToObj(number -> graph.step(number).address())
                .distinct()
                .toList()));
    }

    /** One sentence for all of them. */
    static Diagnostic abandoned(List<Address> addresses) {
        var one = addresses.size() == 1;
        return Diagnostic.error(
                        "SP0603",
                        named(addresses) + " had not ended when you stopped waiting for " + (one ? "it." : "them."))
                .hint("The journal knows of " + (one ? "it" : "each of them")
                        + ": run the command again, and it goes on from what it finds.");
    }

    /** {@code `a`, `b`} */
    static String named(List<Address> addresses) {
        return addresses.stream().map(address -> "`" + address + "`").collect(Collectors.joining(", "));
    }
}
