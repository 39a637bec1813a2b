package dev.setpoint.engine.apply;

import dev.setpoint.engine.apply.run.Run;
import dev.setpoint.engine.apply.step.StepFailure;
import dev.setpoint.engine.condition.ConditionJudge;
import dev.setpoint.engine.condition.Verdict;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.stack.Condition;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Evaluates conditions during a run, with the values after the changes so far. */
final class ConditionCheck {

    private final ConditionJudge judge;
    private final List<Diagnostic> warnings = new CopyOnWriteArrayList<>();

    ConditionCheck(Run run) {
        this.judge = ConditionJudge.after(run.plan().graph().stack(), run.known());
    }

    /** @throws StepFailure when the condition does not hold, unless it only warns */
    void check(Condition condition) {
        switch (judge.verdict(condition)) {
            case Verdict.Holds _ -> {}
            case Verdict.Waits _ -> warnings.add(judge.undecided(condition));
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
