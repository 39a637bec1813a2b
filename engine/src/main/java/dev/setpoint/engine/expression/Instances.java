package dev.setpoint.engine.expression;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.expression.Reference.Root;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.PropertyPath.Step;
import dev.setpoint.engine.value.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A typed expression that reads {@code each}, or instances of a block with {@code forEach}. For every other class it
 * reads constants, and the instances by their addresses.
 *
 * @param each by member: key, value
 * @param blocks the keys that the expression reads, by their block
 * @param references of the expression as others see them
 */
record Instances(
        Expression expression, Map<String, Term> each, Map<Address, Set<String>> blocks, Set<Reference> references)
        implements WrappedExpression {

    /** The expression itself when it reads nothing of the kind. */
    static Expression of(Expression expression, TypeScope scope) {
        var each = new LinkedHashMap<String, Term>();
        var blocks = new LinkedHashMap<Address, Set<String>>();
        var references = new LinkedHashSet<Reference>();
        for (var reference : expression.references()) {
            if (reference.root() == Root.EACH) {
                scope.each(reference.name()).ifPresent(term -> {
                    each.put(reference.name(), term);
                    references.addAll(term.references());
                });
            } else if (reference.node().isPresent()) {
                var block = reference.node().get();
                scope.keys(reference.root(), reference.name())
                        .ifPresentOrElse(
                                keys -> {
                                    var read = read(reference, keys);
                                    blocks.computeIfAbsent(block, _ -> new LinkedHashSet<>())
                                            .addAll(read);
                                    read.forEach(key -> references.add(instance(reference, block, key)));
                                },
                                () -> references.add(reference));
            } else {
                references.add(reference);
            }
        }
        return each.isEmpty() && blocks.isEmpty()
                ? expression
                : new Instances(expression, each, blocks, Collections.unmodifiableSet(references));
    }

    /** All of them, unless the reference selects one; none where there is none of that key. */
    private static Set<String> read(Reference reference, Set<String> keys) {
        var steps = reference.path().steps();
        return !steps.isEmpty() && steps.getFirst() instanceof Step.Name(var key)
                ? keys.contains(key) ? Set.of(key) : Set.of()
                : keys;
    }

    private static Reference instance(Reference reference, Address block, String key) {
        var steps = reference.path().steps();
        var rest = steps.isEmpty() ? List.<Step>of() : steps.subList(1, steps.size());
        return new Reference(reference.root(), block.instance(key).text(), new PropertyPath(rest));
    }

    @Override
    public Value evaluate(Scope scope, Budget budget) {
        return expression.evaluate(
                (root, name) -> {
                    if (root == Root.EACH) {
                        return Optional.ofNullable(each.get(name)).orElseThrow().evaluate(scope);
                    }
                    return Reference.node(root, name)
                            .filter(blocks::containsKey)
                            .map(block -> all(root, block, scope, budget))
                            .orElseGet(() -> scope.value(root, name));
                },
                budget);
    }

    /** Sorted, so that the order in the file decides nothing. */
    private Value all(Root root, Address block, Scope scope, Budget budget) {
        budget.step(blocks.getOrDefault(block, Set.of()).size());
        var instances = new TreeMap<String, Value>();
        blocks.getOrDefault(block, Set.of())
                .forEach(key ->
                        instances.put(key, scope.value(root, block.instance(key).text())));
        return new Value.Map(instances);
    }
}
