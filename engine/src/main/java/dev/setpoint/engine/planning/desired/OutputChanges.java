package dev.setpoint.engine.planning.desired;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.expression.LocatedEvaluationException;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.value.Redaction;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Computes the changes of the stack's outputs. Secret outputs are compared by digest.
 *
 * @param leftOut resources that the plan leaves out; an output that depends on one keeps its value
 */
public record OutputChanges(Redaction redaction, Scope scope, Set<Address> leftOut, Consumer<Diagnostic> problems) {

    public Map<String, Plan.OutputChange> changes(
            Plan.Mode mode, Map<String, Stack.OutputBlock> blocks, Value.Map before) {
        var changes = new LinkedHashMap<String, Plan.OutputChange>();
        if (mode != Plan.Mode.DESTROY) {
            blocks.forEach((name, block) -> changes.put(name, change(mode, block, before.get(name))));
        }
        if (mode == Plan.Mode.DESTROY && !leftOut.isEmpty()) {
            // Resources remain, so the outputs do too.
            return Map.of();
        }
        before.entries()
                .forEach((name, value) -> changes.putIfAbsent(
                        name,
                        new Plan.OutputChange(Optional.of(value), Optional.empty(), value instanceof Value.Redacted)));
        return changes;
    }

    private Plan.OutputChange change(Plan.Mode mode, Stack.OutputBlock block, Optional<Value> before) {
        try {
            var value = block.value().evaluate(scope).withoutNulls();
            if (value instanceof Value.Null) {
                return new Plan.OutputChange(before, Optional.empty(), block.sensitive());
            }
            var secret = block.sensitive() && !(value instanceof Value.Unknown) ? new Value.Secret(value) : value;
            var redacted = redaction.redact(secret);
            if (waits(redacted) || (mode == Plan.Mode.REFRESH && !redacted.isKnown())) {
                return new Plan.OutputChange(before, before, block.sensitive());
            }
            var same = before.filter(old -> redaction.redact(old).equals(redacted));
            return new Plan.OutputChange(
                    before, same.or(() -> Optional.of(secret)), block.sensitive() || !redacted.equals(value));
        } catch (LocatedEvaluationException e) {
            problems.accept(e.diagnostic());
            return new Plan.OutputChange(before, Optional.empty(), block.sensitive());
        }
    }

    /** Tells whether a part of the value is unknown because its resource was left out. */
    private boolean waits(Value value) {
        return switch (value) {
            case Value.Unknown(var reference, var _) ->
                leftOut.stream()
                        .map(Address::text)
                        .anyMatch(name -> reference.equals(name)
                                || reference.startsWith(name + ".")
                                || reference.startsWith(name + "["));
            case Value.List(var items) -> items.stream().anyMatch(this::waits);
            case Value.Map(var entries) -> entries.values().stream().anyMatch(this::waits);
            case Value.Secret(var inner) -> waits(inner);
            case Value.Null _, Value.Bool _, Value.Num _, Value.Str _, Value.Redacted _ -> false;
        };
    }
}
