package dev.setpoint.engine.stack;

import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known before anything is read: inputs, locals and the stack's own name. Data sources and
 * resources are unknown. Safe for many threads.
 */
public final class InputScope implements Scope {

    private final Stack stack;
    private final Scope rest;
    private final Map<String, Value> locals = new ConcurrentHashMap<>();

    public InputScope(Stack stack) {
        this(
                stack,
                (root, name) -> new Value.Unknown(
                        new Reference(root, name, dev.setpoint.engine.value.PropertyPath.ROOT).toString()));
    }

    /**
     * A scope in which locals may depend on more than inputs.
     *
     * @param rest data sources and resources; locals are evaluated once, so all they read must be there when they are first asked for
     */
    public InputScope(Stack stack, Scope rest) {
        this.stack = stack;
        this.rest = rest;
    }

    @Override
    public Value value(Reference.Root root, String name) {
        return switch (root) {
            case INPUT -> Optional.ofNullable(stack.inputs().get(name)).orElse(Value.Null.VALUE);
            case LOCAL -> local(name);
            case STACK -> Value.of(stack.name());
            case DATA, RESOURCE, EACH -> rest.value(root, name);
        };
    }

    private Value local(String name) {
        var known = locals.get(name);
        if (known != null) {
            return known;
        }
        var term = Optional.ofNullable(stack.locals().get(name)).orElseThrow();
        var value = term.evaluate(this);
        if (value.isKnown()) {
            locals.put(name, value);
        }
        return value;
    }
}
