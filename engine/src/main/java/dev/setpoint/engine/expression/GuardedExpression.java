package dev.setpoint.engine.expression;

import dev.setpoint.engine.expression.Reference.Root;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * A typed expression that reads blocks with {@code when}. The name of a block that is off stands for null, that of one
 * with {@code forEach} for an empty map.
 *
 * @param guards by the names that the expression reads
 * @param references of the expression, with those to the conditions
 */
record GuardedExpression(Expression expression, Map<Name, Guard> guards, Set<Reference> references)
        implements WrappedExpression {

    /** A name under its root. */
    record Name(Root root, String text) {}

    /** The expression itself when it reads nothing of the kind. */
    static Expression of(Expression expression, TypeScope scope) {
        var guards = new LinkedHashMap<Name, Guard>();
        for (var reference : expression.references()) {
            scope.guard(reference.root(), reference.name())
                    .ifPresent(guard -> guards.put(new Name(reference.root(), reference.name()), guard));
        }
        if (guards.isEmpty()) {
            return expression;
        }
        var references = new LinkedHashSet<>(expression.references());
        guards.values().forEach(guard -> references.add(condition(guard)));
        return new GuardedExpression(expression, guards, Set.copyOf(references));
    }

    private static Reference condition(Guard guard) {
        return new Reference(Root.LOCAL, guard.local(), PropertyPath.ROOT);
    }

    @Override
    public Value evaluate(Scope scope, Budget budget) {
        return expression.evaluate((root, name) -> value(root, name, scope), budget);
    }

    private Value value(Root root, String name, Scope scope) {
        var guard = guards.get(new Name(root, name));
        if (guard == null) {
            return scope.value(root, name);
        }
        return switch (scope.value(Root.LOCAL, guard.local()).revealed()) {
            case Value.Bool(var on) when on -> members(guard, scope.value(root, name));
            case Value.Bool _ -> guard.repeated() ? Value.Map.EMPTY : Value.Null.VALUE;
            case Value.Unknown(var waiting, var _) -> new Value.Unknown(waiting, true);
            case Value _ -> new Value.Unknown(guard.local(), true);
        };
    }

    /** The value of a block that exists: of one that is not known, its members are not known. */
    private static Value members(Guard guard, Value value) {
        if (!(value instanceof Value.Unknown(var waiting, var _))
                || !(guard.shape() instanceof Shape.ObjectOf object)) {
            return value;
        }
        var members = new LinkedHashMap<String, Value>();
        object.attributes().keySet().forEach(member -> members.put(member, new Value.Unknown(waiting + "." + member)));
        return new Value.Map(members);
    }
}
