package dev.setpoint.engine.apply;

import dev.setpoint.engine.apply.run.Run;
import dev.setpoint.engine.apply.step.StepFailure;
import dev.setpoint.engine.assertion.AssertionJudge;
import dev.setpoint.engine.assertion.Verdict;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.stack.Assertion;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Evaluates conditions during a run, with the values after the changes so far. */
final class AssertionRun {

    private final AssertionJudge judge;
    private final List<Diagnostic> warnings = new CopyOnWriteArrayList<>();

    AssertionRun(Run run) {
        this.judge = AssertionJudge.after(run.plan().graph().stack(), run.known());
    }

    /** @throws StepFailure when the condition does not hold, unless it only warns */
    void check(Assertion assertion) {
        switch (judge.verdict(assertion)) {
            case Verdict.Holds _ -> {}
            case Verdict.Waits _ -> warnings.add(judge.undecided(assertion));
            case Verdict.Fails(var problem) -> {
                if (problem.isError()) {
                    throw new StepFailure(problem);
                }
                warnings.add(problem);
            }
        }
    }

    List<Diagnostic> warnings() {
        return List.copyOf(warnings);
    }
}
