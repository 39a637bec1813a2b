package dev.setpoint.engine.apply;

import dev.setpoint.engine.apply.outcome.Rollback;
import dev.setpoint.engine.apply.run.Run;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.expression.LocatedEvaluationException;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Evaluates the stack's outputs at the end of a run. An output without a value keeps its old one. */
record AppliedOutputs(Run run, Consumer<Diagnostic> problems) {

    /** Returns the outputs after an apply. */
    Value.Map afterApply() {
        return switch (run.plan().mode()) {
            case APPLY -> evaluated();
            case DESTROY ->
                run.session().state().isEmpty() ? Value.Map.EMPTY : run.before().outputs();
            case REFRESH -> planned();
        };
    }

    /**
     * Returns the outputs after a rollback: outputs that read a kept change are evaluated again, the others keep
     * their old value.
     */
    Value.Map afterRollback(Rollback rollback) {
        var kept = rollback.kept().keySet().stream().map(Change::address).collect(Collectors.toSet());
        var outputs = new LinkedHashMap<>(run.before().outputs().entries());
        var made = kept.isEmpty() ? Value.Map.EMPTY : afterApply();
        run.plan().graph().stack().outputs().forEach((name, block) -> {
            if (block.value().references().stream()
                    .flatMap(reference -> reference.node().stream())
                    .anyMatch(kept::contains)) {
                made.get(name).ifPresent(value -> outputs.put(name, value));
            }
        });
        return new Value.Map(outputs);
    }

    private Value.Map planned() {
        var outputs = new LinkedHashMap<String, Value>();
        run.plan().outputs().forEach((name, output) -> output.after().ifPresent(value -> outputs.put(name, value)));
        return new Value.Map(outputs);
    }

    private Value.Map evaluated() {
        var outputs = new LinkedHashMap<String, Value>();
        run.plan()
                .graph()
                .stack()
                .outputs()
                .forEach((name, block) -> evaluated(block.value())
                        .map(Value::withoutNulls)
                        .filter(Value::isKnown)
                        .map(v -> block.sensitive() ? new Value.Secret(v) : v)
                        .or(() -> run.before().outputs().get(name))
                        .filter(v -> !(v.revealed() instanceof Value.Null))
                        .ifPresent(v -> outputs.put(name, v)));
        return new Value.Map(outputs);
    }

    private Optional<Value> evaluated(Term term) {
        try {
            return Optional.of(term.evaluate(run.known()));
        } catch (LocatedEvaluationException e) {
            problems.accept(e.diagnostic());
            return Optional.empty();
        }
    }
}
