package dev.setpoint.engine.check.input;

import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.schema.Attribute;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.validation.SchemaRules;
import dev.setpoint.engine.validation.Violation;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Optional;

/**
 * The declaration of an input.
 *
 * @param place of its name
 * @param schema in words of JSON Schema
 * @param optional true when its default is null
 * @param fallback its default; empty when there is none, and for null
 * @param sensitive true when its value is secret
 * @param deprecated what to use instead; empty when it may be given
 */
public record DeclaredInput(
        Span place,
        Shape shape,
        Value.Map schema,
        boolean optional,
        Optional<Value> fallback,
        boolean sensitive,
        Optional<String> deprecated) {

    public boolean isRequired() {
        return !optional && fallback.isEmpty();
    }

    /** The input as a member of the map of inputs that a call of a module writes. */
    public Attribute member(String name) {
        return Attribute.input(name, shape, isRequired(), fallback.map(value -> InputValues.declared(shape, value)));
    }

    /** Finds what the declaration does not admit about a value that is known. */
    public List<Violation> findings(String name, Value value) {
        return new SchemaRules(schema, "the input `" + name + "`").findings(value.withoutNulls());
    }
}
