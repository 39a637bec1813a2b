package dev.setpoint.engine.stack;

import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known before anything is read: inputs, locals and the stack's own name. Data sources and
 * resources are unknown. Safe for many threads.
 */
public final class InputScope implements Scope {

    private final String stack;
    private final Map<String, Value> inputs;
    private final Map<String, Term> terms;
    private final Scope rest;
    private final Map<String, Value> locals = new ConcurrentHashMap<>();

    public InputScope(Stack stack) {
        this(stack.name(), stack.inputs(), stack.locals());
    }

    /** Of a stack that is still being read. */
    public InputScope(String stack, Map<String, Value> inputs, Map<String, Term> locals) {
        this(
                stack,
                inputs,
                locals,
                (root, name) -> new Value.Unknown(new Reference(root, name, PropertyPath.ROOT).toString()));
    }

    /**
     * A scope in which locals may depend on more than inputs.
     *
     * @param rest data sources and resources; locals are evaluated once, so all they read must be there when they are first asked for
     */
    public InputScope(Stack stack, Scope rest) {
        this(stack.name(), stack.inputs(), stack.locals(), rest);
    }

    private InputScope(String stack, Map<String, Value> inputs, Map<String, Term> terms, Scope rest) {
        this.stack = stack;
        this.inputs = inputs;
        this.terms = terms;
        this.rest = rest;
    }

    @Override
    public Value value(Reference.Root root, String name) {
        return switch (root) {
            case INPUT -> Optional.ofNullable(inputs.get(name)).orElse(Value.Null.VALUE);
            case LOCAL -> local(name);
            case STACK -> Value.of(stack);
            case DATA, RESOURCE, EACH -> rest.value(root, name);
        };
    }

    private Value local(String name) {
        var known = locals.get(name);
        if (known != null) {
            return known;
        }
        var term = Optional.ofNullable(terms.get(name)).orElseThrow();
        var value = term.evaluate(this);
        if (value.isKnown()) {
            locals.put(name, value);
        }
        return value;
    }
}
