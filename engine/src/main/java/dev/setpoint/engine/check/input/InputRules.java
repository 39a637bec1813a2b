package dev.setpoint.engine.check.input;

import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.validation.SchemaRules;
import dev.setpoint.engine.validation.Violation;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.function.Consumer;

/**
 * The rules that an input's value must keep to.
 *
 * @param cost spends what the search of a value costs
 */
record InputRules(Shape shape, SchemaRules schema, Consumer<Value> cost) {

    List<Violation> findings(Value value, boolean secret) {
        var present = value.withoutNulls();
        cost.accept(present);
        var found = schema.findings(secret ? new Value.Secret(present) : present);
        return found.isEmpty() ? InputValues.findings(shape, present, !secret) : found;
    }

    Value declared(Value value) {
        return InputValues.declared(shape, value.withoutNulls());
    }
}
