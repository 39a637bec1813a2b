package dev.setpoint.engine.spi.rule;

import dev.setpoint.engine.value.Value;
import java.util.List;

/**
 * Rule on the properties of one resource that its schema cannot express: a sum, an order, or the meaning of a text.
 * {@code validate} checks the values that the spec alone tells, and a plan checks those that it has evaluated. Makes no
 * call.
 */
@FunctionalInterface
public interface PropertyRule {

    /**
     * Returns the problems of a resource.
     *
     * @param properties with the defaults of the provider's settings, documents in the place of their texts, and
     *     {@link Value.Unknown} for what is not known yet or is secret
     */
    List<PropertyProblem> check(Value.Map properties);
}
