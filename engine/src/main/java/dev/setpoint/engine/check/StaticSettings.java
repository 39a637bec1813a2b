package dev.setpoint.engine.check;

import dev.setpoint.engine.expression.LocatedEvaluationException;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.stack.StaticValues;
import dev.setpoint.engine.value.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Settings of provider configurations, as far as the spec alone tells them. */
final class StaticSettings {

    private final Stack stack;
    private final StaticValues values;
    private final Map<String, Value.Map> settings = new HashMap<>();

    StaticSettings(Stack stack, StaticValues values) {
        this.stack = stack;
        this.values = values;
    }

    /** The settings of a configuration; none where its block is missing or has no value. */
    Value.Map of(String provider) {
        return settings.computeIfAbsent(
                provider,
                name -> Optional.ofNullable(stack.providers().get(name))
                        .flatMap(this::evaluated)
                        .orElse(Value.Map.EMPTY));
    }

    private Optional<Value.Map> evaluated(Stack.ProviderBlock block) {
        try {
            return Optional.of(block.settings().present(values));
        } catch (LocatedEvaluationException e) {
            // The check of the provider blocks reports it.
            return Optional.empty();
        }
    }
}
