package dev.setpoint.engine.expression.function;

import dev.setpoint.engine.expression.Budget;
import dev.setpoint.engine.expression.Complaint;
import dev.setpoint.engine.expression.Reference.Root;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.expression.TextFiles;
import dev.setpoint.engine.expression.TypeScope;
import dev.setpoint.engine.expression.template.TemplateParser;
import dev.setpoint.engine.expression.template.TextTemplate;
import dev.setpoint.engine.schema.SchemaReader;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Expressions over a few inputs and one resource, {@code key}, whose outputs are not known yet. */
final class Evaluated {

    private static final Shape.ObjectOf INPUTS = shape("""
        {"type": "object", "additionalProperties": false, "properties": {
          "text": {"type": "string"}, "count": {"type": "integer"}, "share": {"type": "number"},
          "on": {"type": "boolean"}, "none": {"type": "string"}, "secret": {"type": "string"}, "any": {},
          "words": {"type": "array", "items": {"type": "string"}},
          "secrets": {"type": "object", "additionalProperties": {"type": "string"}},
          "tags": {"type": "object", "additionalProperties": {"type": "string"}},
          "one": {"type": "object", "additionalProperties": false, "properties": {
            "a": {"type": "integer"}, "b": {"type": "string"}}},
          "two": {"type": "object", "additionalProperties": false, "properties": {
            "b": {"type": "string"}, "c": {"type": "boolean"}}}}}\
        """);

    private static final Shape.ObjectOf KEY = shape("""
        {"type": "object", "additionalProperties": false, "properties": {
          "name": {"type": "string"}, "arn": {"type": "string", "readOnly": true},
          "size": {"type": "integer", "readOnly": true},
          "zones": {"type": "array", "items": {"type": "string"}, "readOnly": true}}}\
        """);

    private static final Value.Map VALUES = ((Value.Map) Json.read("""
            {"text": "a", "count": 2, "share": 1, "on": true, "none": null, "words": ["b", "a", "b"], "any": null,
             "tags": {"x": "1", "y": "2"}, "one": {"a": 1, "b": "left"}, "two": {"b": "right", "c": true}}\
            """))
            .with("secret", new Value.Secret(Value.of("hush")))
            .with("secrets", new Value.Map(java.util.Map.of("s", new Value.Secret(Value.of("hush")))));

    private static final Value.Map KEY_VALUES = ((Value.Map) Json.read("{\"name\": \"k\"}"))
            .with("arn", new Value.Unknown("key.arn"))
            .with("size", new Value.Unknown("key.size"))
            .with("zones", new Value.Unknown("key.zones"));

    /** Files of which each says hello. */
    private static final TextFiles HELLO = new TextFiles() {
        @Override
        public String text(String path) {
            return "Hello!\n";
        }

        @Override
        public String path(String path) {
            return "//app/" + path;
        }

        @Override
        public String fromStack(String path, String shown) {
            return path;
        }
    };

    private static final TypeScope TYPES = new TypeScope() {
        @Override
        public Optional<Shape> shape(Root root, String name) {
            return switch (root) {
                case INPUT -> INPUTS.attribute(name).map(attribute -> attribute.shape());
                case RESOURCE -> name.equals("key") ? Optional.of(KEY) : Optional.empty();
                default -> Optional.empty();
            };
        }

        @Override
        public Optional<TextFiles> files() {
            return Optional.of(HELLO);
        }

        @Override
        public Collection<String> names(Root root) {
            return root == Root.INPUT ? INPUTS.attributes().keySet() : List.of();
        }
    };

    private static final Scope SCOPE =
            (root, name) -> root == Root.INPUT ? VALUES.get(name).orElse(Value.Null.VALUE) : KEY_VALUES;

    private Evaluated() {}

    /** The value of an expression that is without fault. */
    static Value value(String code) {
        return value(code, new Budget());
    }

    static Value value(String code, Budget budget) {
        return typed(code, budget).template().evaluate(SCOPE);
    }

    static Shape type(String code) {
        return typed(code, new Budget()).shape();
    }

    private static TextTemplate.Typed typed(String code, Budget budget) {
        var complaints = new ArrayList<Complaint>();
        var typed = typed(code, budget, complaints);
        if (!complaints.isEmpty()) {
            throw new AssertionError(code + ": " + complaints);
        }
        return typed.orElseThrow();
    }

    /** Complaints about an expression. */
    static List<Complaint> complaints(String code) {
        var complaints = new ArrayList<Complaint>();
        typed(code, new Budget(), complaints);
        return complaints;
    }

    private static Optional<TextTemplate.Typed> typed(String code, Budget budget, List<Complaint> complaints) {
        var parsed = TemplateParser.parse("${" + code + "}", budget);
        complaints.addAll(parsed.complaints());
        return parsed.template().map(template -> template.type(TYPES, complaints));
    }

    private static Shape.ObjectOf shape(String json) {
        return (Shape.ObjectOf) SchemaReader.shape((Value.Map) Json.read(json));
    }
}
