package dev.setpoint.engine.expression.cel;

import dev.cel.runtime.CelVariableResolver;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Reference.Root;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.expression.cel.value.CelMap;
import dev.setpoint.engine.expression.cel.value.CelReading;
import dev.setpoint.engine.expression.cel.value.Part;
import dev.setpoint.engine.schema.Shape;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The variables of one evaluation. A name is looked up in the scope when CEL reaches it, and once. For one thread. */
final class CelVariables implements CelVariableResolver {

    /** A name that an expression reads of a {@link Scope}. */
    record Name(Root root, String text) {
        static Name of(Reference reference) {
            return new Name(reference.root(), reference.name());
        }

        /** The variable that holds it. */
        String variable() {
            return switch (root) {
                case INPUT -> "inputs";
                case LOCAL -> "locals";
                case DATA -> "data";
                case EACH -> "each";
                case STACK -> "stack";
                case RESOURCE -> text;
            };
        }
    }

    /** Names to which the spec itself gives a value, or none. */
    private static final Set<Root> DECLARED = EnumSet.of(Root.INPUT, Root.LOCAL, Root.EACH);

    private final Map<String, Map<String, Name>> variables = new LinkedHashMap<>();
    private final Map<Name, Shape> shapes;
    private final Scope scope;
    private final CelReading reading;
    private final Map<String, Object> found = new HashMap<>();

    /** @param shapes of all that the expression reads */
    CelVariables(Map<Name, Shape> shapes, Scope scope, CelReading reading) {
        this.shapes = shapes;
        this.scope = scope;
        this.reading = reading;
        shapes.keySet()
                .forEach(name -> variables
                        .computeIfAbsent(name.variable(), _ -> new LinkedHashMap<>())
                        .put(name.text(), name));
    }

    @Override
    public Optional<Object> find(String variable) {
        var known = found.get(variable);
        if (known != null) {
            return Optional.of(known);
        }
        var value = Optional.ofNullable(variables.get(variable)).map(names -> value(variable, names));
        value.ifPresent(read -> found.put(variable, read));
        return value;
    }

    private Object value(String variable, Map<String, Name> names) {
        var own = names.get(variable);
        if (own != null && own.root() == Root.RESOURCE) {
            return reading.of(() -> scope.value(own.root(), own.text()), shape(own));
        }
        return new CelMap(
                names.keySet(),
                name -> new Part.Specified(
                        () -> scope.value(named(names, name).root(), name),
                        shape(named(names, name)),
                        DECLARED.contains(named(names, name).root()),
                        reading),
                reading.budget());
    }

    private static Name named(Map<String, Name> names, String name) {
        return Objects.requireNonNull(names.get(name));
    }

    private Shape shape(Name name) {
        return Objects.requireNonNull(shapes.get(name));
    }
}
