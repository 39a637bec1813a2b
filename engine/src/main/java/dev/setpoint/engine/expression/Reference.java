package dev.setpoint.engine.expression;

import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;

/**
 * A path that an expression reads: {@code key.arn}, {@code inputs.tags["a"]}, {@code data.caller.accountId}.
 *
 * @param name the input, local, data source or resource; for {@code stack} the member
 * @param path what is read of it; the root when it is read whole
 */
public record Reference(Root root, String name, PropertyPath path) {

    public enum Root {
        INPUT,
        LOCAL,
        DATA,
        RESOURCE,
        EACH,
        STACK
    }

    /**
     * The names that it reads now.
     *
     * @throws EvaluationException when there is no such thing
     */
    public Value value(Scope scope) {
        return Paths.read(this, scope);
    }

    @Override
    public String toString() {
        var prefix = switch (root) {
            case INPUT -> "inputs.";
            case LOCAL -> "locals.";
            case DATA -> "data.";
            case EACH -> "each.";
            case STACK -> "stack.";
            case RESOURCE -> "";
        };
        var rest = path.toString();
        return prefix + name + (rest.isEmpty() || rest.startsWith("[") ? "" : ".") + rest;
    }
}
