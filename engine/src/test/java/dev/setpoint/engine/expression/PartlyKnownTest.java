package dev.setpoint.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.expression.Reference.Root;
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
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * An expression is evaluated when a part of what it reads is known, and again when all is, as at plan and at apply. What
 * was known the first time does not become something else.
 */
class PartlyKnownTest {

    private static final int EXPRESSIONS = Integer.getInteger("expressions", 400);

    private static final Shape.ObjectOf INPUT_TYPES = object("""
        {"type": "object", "additionalProperties": false, "properties": {
          "text": {"type": "string"}, "empty": {"type": "string"}, "count": {"type": "integer"},
          "share": {"type": "number"}, "on": {"type": "boolean"},
          "words": {"type": "array", "items": {"type": "string"}},
          "tags": {"type": "object", "additionalProperties": {"type": "string"}}}}\
        """);

    private static final Shape.ObjectOf THING = object("""
        {"type": "object", "additionalProperties": false, "properties": {
          "name": {"type": "string"}, "size": {"type": "integer"}, "ratio": {"type": "number"},
          "tags": {"type": "object", "additionalProperties": {"type": "string"}},
          "arn": {"type": "string", "readOnly": true}, "up": {"type": "boolean", "readOnly": true},
          "zones": {"type": "array", "items": {"type": "string"}, "readOnly": true}}}\
        """);

    private static final TypeScope TYPES = new TypeScope() {
        @Override
        public Optional<Shape> shape(Root root, String name) {
            return switch (root) {
                case INPUT -> INPUT_TYPES.attribute(name).map(attribute -> attribute.shape());
                case RESOURCE ->
                    switch (name) {
                        case "one" -> Optional.of(THING);
                        case "all", "none" -> Optional.of(new Shape.MapOf(THING));
                        default -> Optional.empty();
                    };
                default -> Optional.empty();
            };
        }

        @Override
        public Optional<String> absence(Root root, String name) {
            return name.equals("empty") ? Optional.of("its default is null") : Optional.empty();
        }

        @Override
        public Collection<String> names(Root root) {
            return root == Root.INPUT ? INPUT_TYPES.attributes().keySet() : List.of("one", "all", "none");
        }

        @Override
        public Optional<Set<String>> keys(Reference.Root root, String name) {
            return switch (name) {
                case "all" -> Optional.of(Set.of("a", "b"));
                case "none" -> Optional.of(Set.of());
                default -> Optional.empty();
            };
        }
    };

    private static final Value.Map INPUTS = (Value.Map) Json.read("""
        {"text": "a", "empty": null, "count": 2, "share": 1, "on": true, "words": ["a", "b", "a"],
         "tags": {"a": "x", "c": "y"}}\
        """);

    @Test
    void whatIsKnownEarlyIsKnownForGood() {
        var random = new Random(Long.getLong("expressions.seed", 20260101));
        var known = 0;
        var partly = 0;
        for (var i = 0; i < EXPRESSIONS; i++) {
            var code = Expressions.of(random, Expressions.Type.any(random), 4);
            var typed = typed(code);
            var early = result(typed, scope(random, true));
            var late = result(typed, scope(random, false));
            assertThat(agree(early, late) || failsUnseen(code, late))
                    .as("${%s} is first %s, then %s", code, early, late)
                    .isTrue();
            known += early.value().filter(Value::isKnown).isPresent() ? 1 : 0;
            partly += early.value()
                            .filter(value -> !value.isKnown() && !(value instanceof Value.Unknown))
                            .isPresent()
                    ? 1
                    : 0;
        }
        assertThat(known).isGreaterThan(EXPRESSIONS / 5);
        assertThat(partly).isGreaterThan(EXPRESSIONS / 100);
    }

    /** @param value empty when it has none */
    private record Evaluated(Optional<Value> value, String failure) {}

    private static Evaluated result(TextTemplate template, Scope scope) {
        try {
            return new Evaluated(Optional.of(template.evaluate(scope)), "");
        } catch (EvaluationException e) {
            return new Evaluated(Optional.empty(), e.text());
        }
    }

    /** The size of a list or map is known before its elements are, and one of these may fail once it is known. */
    private static boolean failsUnseen(String code, Evaluated late) {
        return late.value().isEmpty() && code.contains("size(");
    }

    private static boolean agree(Evaluated early, Evaluated late) {
        if (early.value().isEmpty()) {
            return late.value().isEmpty();
        }
        return late.value()
                .map(value -> agree(early.value().get(), value))
                .orElse(!early.value().get().isKnown());
    }

    private static boolean agree(Value early, Value late) {
        return switch (early) {
            case Value.Unknown _ -> true;
            case Value.List(var items) ->
                late instanceof Value.List(var others)
                        && items.size() == others.size()
                        && IntStream.range(0, items.size()).allMatch(i -> agree(items.get(i), others.get(i)));
            case Value.Map(var entries) ->
                late instanceof Value.Map(var others)
                        && entries.keySet().equals(others.keySet())
                        && entries.keySet().stream()
                                .allMatch(name -> agree(
                                        entries.getOrDefault(name, Value.Null.VALUE),
                                        others.getOrDefault(name, Value.Null.VALUE)));
            default -> early.equals(late);
        };
    }

    /** @param early whether outputs are not known yet, some of them */
    private static Scope scope(Random random, boolean early) {
        var hidden = random.nextInt(8);
        return (root, name) -> {
            if (root == Root.INPUT) {
                return INPUTS.get(name).orElse(Value.Null.VALUE);
            }
            return switch (name.charAt(0)) {
                case 'o' -> thing("one", early && (hidden & 1) == 0);
                default ->
                    name.endsWith("[\"a\"]")
                            ? thing("a", early && (hidden & 2) == 0)
                            : thing("b", early && (hidden & 4) == 0);
            };
        };
    }

    private static Value thing(String name, boolean early) {
        var properties =
                ((Value.Map) Json.read("{\"name\": \"NAME\", \"size\": 2, \"ratio\": 0.5, \"tags\": {\"a\": \"NAME\"}}"
                        .replace("NAME", name)));
        var outputs = (Value.Map)
                Json.read("{\"arn\": \"arn:NAME\", \"up\": true, \"zones\": [\"a\", \"z\"]}".replace("NAME", name));
        for (var output : outputs.entries().entrySet()) {
            properties = properties.with(
                    output.getKey(), early ? new Value.Unknown(name + "." + output.getKey()) : output.getValue());
        }
        return properties;
    }

    private static TextTemplate typed(String code) {
        var parsed = TemplateParser.parse("${" + code + "}", new Budget());
        var complaints = new ArrayList<>(parsed.complaints());
        var typed = parsed.template().map(template -> template.type(TYPES, complaints));
        assertThat(complaints).as(code).isEmpty();
        return typed.orElseThrow().template();
    }

    private static Shape.ObjectOf object(String json) {
        return (Shape.ObjectOf) SchemaReader.shape((Value.Map) Json.read(json));
    }
}
