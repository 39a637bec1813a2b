package dev.setpoint.engine.expression;

import dev.setpoint.engine.address.ModulePath;
import dev.setpoint.engine.expression.Reference.Root;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A typed expression of a module, or one that reads outputs of modules. To everybody else it reads what its names stand
 * for in the whole stack.
 *
 * @param references of the expression as others see them
 * @param outputs by call, the outputs that it reads
 */
public record GlobalExpression(
        Expression expression, NameSpace names, Set<Reference> references, Map<String, Set<String>> outputs)
        implements WrappedExpression {

    /** A typed expression as the whole stack has it; the expression itself when each of its names stands for itself. */
    public static Expression of(Expression typed, TypeScope scope) {
        return of(Instances.of(GuardedExpression.of(typed, scope), scope), scope.nameSpace());
    }

    private static Expression of(Expression expression, NameSpace names) {
        if (names.isPlain()) {
            return expression;
        }
        var references = new LinkedHashSet<Reference>();
        var outputs = new LinkedHashMap<String, Set<String>>();
        for (var reference : expression.references()) {
            var global = names.global(reference);
            references.addAll(global);
            if (reference.root() == Root.RESOURCE && names.calls().containsKey(reference.name())) {
                var read = outputs.computeIfAbsent(reference.name(), _ -> new LinkedHashSet<>());
                global.forEach(output -> read.add(output.name()));
            }
        }
        return new GlobalExpression(expression, names, Set.copyOf(references), outputs);
    }

    @Override
    public Value evaluate(Scope scope, Budget budget) {
        return expression.evaluate((root, name) -> value(root, name, scope, budget), budget);
    }

    private Value value(Root root, String name, Scope scope, Budget budget) {
        var read = outputs.get(name);
        if (root == Root.RESOURCE && read != null) {
            return module(name, read, scope, budget);
        }
        var global = names.global(new Reference(root, name, PropertyPath.ROOT)).getFirst();
        return scope.value(global.root(), global.name());
    }

    private Value module(String name, Set<String> read, Scope scope, Budget budget) {
        budget.step(read.size());
        var called = Optional.ofNullable(names.calls().get(name)).orElseThrow();
        if (called.keys().isEmpty()) {
            return outputs(called.module(name, names.path()), called, read, scope);
        }
        var calls = new TreeMap<String, Value>();
        called.keys().get().forEach(key -> calls.put(key, outputs(names.path().call(name, key), called, read, scope)));
        return new Value.Map(calls);
    }

    private static Value.Map outputs(ModulePath call, NameSpace.Outputs called, Set<String> read, Scope scope) {
        var values = new LinkedHashMap<String, Value>();
        for (var output : called.names()) {
            var local = NameSpace.output(call, output);
            if (read.contains(local)) {
                values.put(output, scope.value(Root.LOCAL, local));
            }
        }
        return new Value.Map(values);
    }
}
