package dev.setpoint.engine.plan;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.expression.LocatedEvaluationException;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.value.Redaction;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What becomes of the stack's outputs. Secret ones are compared, and shown, by digest. */
record Outputs(Redaction redaction, Scope scope, Consumer<Diagnostic> problems) {

    Map<String, Plan.OutputChange> changes(Plan.Mode mode, Map<String, Stack.OutputBlock> blocks, Value.Map before) {
        var changes = new LinkedHashMap<String, Plan.OutputChange>();
        if (mode == Plan.Mode.APPLY) {
            blocks.forEach((name, block) -> changes.put(name, change(block, before.get(name))));
        }
        before.entries()
                .forEach((name, value) -> changes.putIfAbsent(
                        name,
                        new Plan.OutputChange(Optional.of(value), Optional.empty(), value instanceof Value.Redacted)));
        return changes;
    }

    private Plan.OutputChange change(Stack.OutputBlock block, Optional<Value> before) {
        try {
            var value = block.value().evaluate(scope);
            var secret = block.sensitive() && !(value instanceof Value.Unknown) ? new Value.Secret(value) : value;
            var after = redaction.redact(secret);
            return new Plan.OutputChange(before, Optional.of(after), block.sensitive() || !after.equals(value));
        } catch (LocatedEvaluationException e) {
            problems.accept(e.diagnostic());
            return new Plan.OutputChange(before, Optional.empty(), block.sensitive());
        }
    }
}
