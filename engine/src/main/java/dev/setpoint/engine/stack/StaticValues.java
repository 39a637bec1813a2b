package dev.setpoint.engine.stack;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.expression.LocatedEvaluationException;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Reference.Root;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.schema.Attribute;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Values of a stack as far as the spec alone tells them: inputs and locals, and of resources and data sources
 * the properties that the spec sets. Outputs, and what only the cloud can fill in, are {@link
 * Value.Unknown} under the path that names them, so that equal references give equal values.
 *
 * <p>Everything is evaluated once, when this is made; afterwards it is safe for many threads.
 */
public final class StaticValues implements Scope {

    private final Stack stack;
    private final Map<Key, Value> values = new HashMap<>();
    private final List<Diagnostic> problems = new ArrayList<>();

    private record Key(Root root, String name) {
        static Key of(Reference reference) {
            return new Key(reference.root(), reference.name());
        }

        static Key of(Address node) {
            return of(Reference.to(node, PropertyPath.ROOT));
        }

        Optional<Address> node() {
            return Reference.node(root, name);
        }

        Value.Unknown unknown() {
            return new Value.Unknown(new Reference(root, name, PropertyPath.ROOT).toString());
        }
    }

    public StaticValues(Stack stack) {
        this.stack = stack;
        stack.inputs().forEach((name, value) -> values.put(new Key(Root.INPUT, name), value));
        stack.members().values().forEach((name, value) -> values.put(new Key(Root.STACK, name), value));
        stack.locals().keySet().forEach(name -> settle(new Key(Root.LOCAL, name)));
        stack.data().keySet().forEach(address -> settle(Key.of(address)));
        stack.resources().keySet().forEach(address -> settle(Key.of(address)));
    }

    @Override
    public Value value(Root root, String name) {
        var key = new Key(root, name);
        return Optional.ofNullable(values.get(key)).orElseGet(key::unknown);
    }

    /**
     * The resource's properties as the spec sets them, defaults included, without outputs. A name of which the spec has
     * only the beginning is unknown.
     */
    public Value.Map properties(ResourceBlock block) {
        var written = written(block);
        return block.type()
                .generatedName()
                .map(name -> name.open(written, block.address()))
                .orElse(written);
    }

    /** The resource's properties as the spec sets them, without a name of which it has only the beginning. */
    public Value.Map written(ResourceBlock block) {
        return set(block.properties(), block.type(), Key.of(block.address()));
    }

    /** The data source's properties as the spec sets them. */
    public Value.Map properties(DataBlock block) {
        return set(block.properties(), block.type(), Key.of(block.address()));
    }

    /** All values: of inputs, locals, data sources and resources. */
    Collection<Value> all() {
        return Collections.unmodifiableCollection(values.values());
    }

    /** Expressions that have no value: a missing key, a division by zero. */
    public List<Diagnostic> problems() {
        return List.copyOf(problems);
    }

    private Value.Map set(Term properties, TypeSchema type, Key key) {
        if (!(value(key.root(), key.name()) instanceof Value.Map(var entries))
                || !(properties instanceof Term.MapTerm(var terms, var _))) {
            return Value.Map.EMPTY;
        }
        var set = new LinkedHashMap<>(entries);
        set.keySet().retainAll(terms.keySet());
        // What is written as null is left to the cloud.
        set.entrySet()
                .removeIf(entry -> entry.getValue().equals(cloudSet(key, entry.getKey()))
                        && type.properties()
                                .attribute(entry.getKey())
                                .filter(Attribute::output)
                                .isEmpty());
        return new Value.Map(set);
    }

    private void settle(Key first) {
        if (!values.containsKey(first)) {
            new InnermostFirst<>(this::needed, key -> values.put(key, evaluate(key))).from(first);
        }
    }

    private Collection<Key> needed(Key key) {
        return Stream.concat(
                        term(key).stream().flatMap(term -> term.references().stream()),
                        When.references(conditions(key)).stream())
                .map(Key::of)
                .filter(needed -> !values.containsKey(needed))
                .toList();
    }

    private Optional<Term> term(Key key) {
        return switch (key.root()) {
            case LOCAL -> Optional.ofNullable(stack.locals().get(key.name()));
            case DATA -> key.node().flatMap(stack::dataSource).map(DataBlock::properties);
            case RESOURCE -> key.node().flatMap(stack::resource).map(ResourceBlock::properties);
            case INPUT, STACK, EACH -> Optional.empty();
        };
    }

    private Value evaluate(Key key) {
        var term = term(key);
        if (term.isEmpty()) {
            return key.unknown();
        }
        var conditions = conditions(key);
        var value = conditions.isEmpty() ? evaluate(term.get()) : ifItExists(term.get(), conditions);
        return switch (key.root()) {
            case RESOURCE ->
                key.node()
                        .flatMap(stack::resource)
                        .map(block -> whole(key, block.type(), value))
                        .orElse(value);
            case DATA ->
                key.node()
                        .flatMap(stack::dataSource)
                        .map(block -> whole(key, block.type(), value))
                        .orElse(value);
            case INPUT, LOCAL, STACK, EACH -> value;
        };
    }

    /** The value with an unknown for each property that the spec leaves to the cloud. */
    private static Value whole(Key key, TypeSchema type, Value value) {
        if (!(value instanceof Value.Map map)) {
            return value;
        }
        var entries = new LinkedHashMap<>(map.withoutNulls().entries());
        for (var attribute : type.properties().attributes().values()) {
            if (attribute.output()) {
                entries.put(attribute.name(), cloudSet(key, attribute.name()));
            } else if (attribute.computed()) {
                entries.putIfAbsent(attribute.name(), cloudSet(key, attribute.name()));
            } else if (entries.containsKey(attribute.name())) {
                attribute.prefixOf().ifPresent(name -> entries.putIfAbsent(name, cloudSet(key, name)));
            }
        }
        return new Value.Map(entries);
    }

    /** The value of a property that the spec leaves to the cloud. */
    private static Value.Unknown cloudSet(Key key, String property) {
        return new Value.Unknown(new Reference(key.root(), key.name(), PropertyPath.ROOT) + "." + property);
    }

    /** The conditions that the plan decides. */
    private List<When> conditions(Key key) {
        return key.node()
                .flatMap(node -> stack.resource(node)
                        .map(ResourceBlock::conditions)
                        .or(() -> stack.dataSource(node).map(DataBlock::conditions)))
                .orElse(List.of());
    }

    /** Evaluates a block that may be off. An expression without a value is not reported: it may never be evaluated. */
    private Value ifItExists(Term term, List<When> conditions) {
        try {
            if (When.of(conditions, this) instanceof When.Decision.Off) {
                return term.literals();
            }
        } catch (LocatedEvaluationException _) {
            // It is reported with the locals.
            return term.literals();
        }
        return term.evaluate(this, problem -> new Value.Unknown(problem.source()));
    }

    private Value evaluate(Term term) {
        return term.evaluate(this, problem -> {
            problems.add(problem.diagnostic());
            return new Value.Unknown(problem.source());
        });
    }
}
