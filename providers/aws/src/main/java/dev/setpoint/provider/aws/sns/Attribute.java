package dev.setpoint.provider.aws.sns;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.JsonDocuments;
import dev.setpoint.provider.aws.shape.PolicyDocuments;
import java.util.Optional;

/**
 * One attribute of a topic or subscription. SNS keeps each as a text.
 *
 * @param property as the spec names it
 * @param name as SNS names it
 * @param standard what it is while nobody has set it; empty when it then is nothing
 * @param cleared what is sent to take it away; empty when SNS wants no value at all for that
 */
record Attribute(String property, String name, Form form, Optional<Value> standard, Optional<String> cleared) {

    /** Format of an attribute's text. */
    enum Form {
        TEXT,
        FLAG,
        JSON,
        POLICY
    }

    static Attribute text(String property, String name) {
        return new Attribute(property, name, Form.TEXT, Optional.empty(), Optional.of(""));
    }

    static Attribute text(String property, String name, String standard) {
        return new Attribute(property, name, Form.TEXT, Optional.of(Value.of(standard)), Optional.of(standard));
    }

    /** Off unless set. */
    static Attribute flag(String property, String name) {
        return new Attribute(property, name, Form.FLAG, Optional.of(Value.of(false)), Optional.of("false"));
    }

    static Attribute json(String property, String name, Optional<String> cleared) {
        return new Attribute(property, name, Form.JSON, Optional.empty(), cleared);
    }

    static Attribute policy(String property, String name) {
        return new Attribute(property, name, Form.POLICY, Optional.empty(), Optional.empty());
    }

    String toText(Value value) {
        return switch (form) {
            case TEXT, FLAG, JSON -> JsonDocuments.text(value);
            case POLICY -> PolicyDocuments.text(value);
        };
    }

    Optional<Value> toValue(Optional<String> text) {
        return text.filter(set -> !set.isBlank() && !set.equals("{}"))
                .map(set -> switch (form) {
                    case TEXT -> Value.of(set);
                    case FLAG -> Value.of(Boolean.parseBoolean(set));
                    case JSON, POLICY -> JsonDocuments.parse(set);
                })
                .or(this::standard);
    }
}
