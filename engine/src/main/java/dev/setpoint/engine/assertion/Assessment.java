package dev.setpoint.engine.assertion;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.stack.Assertion;
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
public record Assessment(Map<Assertion, Diagnostic> broken, List<Assertion> open) {

    /** No conditions: for runs that do not evaluate any. */
    public static final Assessment NONE = new Assessment(Map.of(), List.of());

    public Assessment {
        open = List.copyOf(open);
    }

    /** Evaluates conditions. */
    public static Assessment of(Collection<Assertion> assertions, AssertionJudge judge) {
        var broken = new LinkedHashMap<Assertion, Diagnostic>();
        var open = new ArrayList<Assertion>();
        for (var assertion : assertions) {
            switch (judge.verdict(assertion)) {
                case Verdict.Holds _ -> {}
                case Verdict.Fails(var problem) -> broken.put(assertion, problem);
                case Verdict.Waits _ -> open.add(assertion);
            }
        }
        return new Assessment(broken, open);
    }
}
