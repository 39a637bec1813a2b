package dev.setpoint.engine.condition;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.stack.Condition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The conditions of a stack, as far as its spec alone decides them.
 *
 * @param broken assertions that do not hold, with their diagnostics
 * @param open conditions that wait for values which a plan or an apply gives
 */
public record Assessment(Map<Condition, Diagnostic> broken, List<Condition> open) {

    /** No conditions: for runs that do not evaluate any. */
    public static final Assessment NONE = new Assessment(Map.of(), List.of());

    public Assessment {
        open = List.copyOf(open);
    }

    /** Evaluates conditions. */
    public static Assessment of(Collection<Condition> conditions, ConditionJudge judge) {
        var broken = new LinkedHashMap<Condition, Diagnostic>();
        var open = new ArrayList<Condition>();
        for (var condition : conditions) {
            switch (judge.verdict(condition)) {
                case Verdict.Holds _ -> {}
                case Verdict.Fails(var problem) -> broken.put(condition, problem);
                case Verdict.Waits _ -> open.add(condition);
            }
        }
        return new Assessment(broken, open);
    }
}
