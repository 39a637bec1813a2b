package dev.setpoint.engine.validation;

import com.networknt.schema.regex.RegularExpression;
import dev.setpoint.engine.pattern.LinearPattern;

/** A pattern of a schema, as the validator uses it. */
record SchemaPattern(LinearPattern pattern) implements RegularExpression {

    SchemaPattern(String text) {
        this(LinearPattern.ofSchema(text));
    }

    @Override
    public boolean matches(String text) {
        return pattern.isFoundIn(text);
    }
}
