package dev.setpoint.cli.reference;

import dev.setpoint.engine.schema.ObjectReference;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Type, limits and annotations of one property, as short phrases. */
final class PropertyFacts {

    private final Value.Map property;
    private final UnaryOperator<Value.Map> resolved;

    /** @param resolved gives a schema with what it refers to */
    PropertyFacts(Value.Map property, UnaryOperator<Value.Map> resolved) {
        this.property = property;
        this.resolved = resolved;
    }

    /** Phrases in the order of their weight. */
    List<String> all(boolean required) {
        var facts = new ArrayList<String>();
        facts.add(type(property));
        if (required) {
            facts.add("required");
        }
        property.get("default").ifPresent(value -> facts.add("default " + code(value)));
        allowed().ifPresent(facts::add);
        range("minimum", "maximum", "").ifPresent(facts::add);
        range("minLength", "maxLength", " characters").ifPresent(facts::add);
        range("minItems", "maxItems", " elements").ifPresent(facts::add);
        range("minProperties", "maxProperties", " entries").ifPresent(facts::add);
        property.string("pattern").ifPresent(pattern -> facts.add("matches `" + pattern + "`"));
        flag("x-createOnly", "a change replaces the object").ifPresent(facts::add);
        flag("x-sensitive", "sensitive").ifPresent(facts::add);
        flag("writeOnly", "not read back").ifPresent(facts::add);
        flag("x-computed", "if left out, the cloud's value stays").ifPresent(facts::add);
        flag("x-volatile", "an update may change it").ifPresent(facts::add);
        property.string("x-onRemove")
                .filter("keep"::equals)
                .ifPresent(_ -> facts.add("stays as it is when removed from the spec"));
        return facts;
    }

    private String type(Value.Map schema) {
        var whole = resolved.apply(schema);
        var written = whole.get("type")
                .map(type -> type instanceof Value.List(var several)
                        ? several.stream().map(PropertyFacts::plain).collect(Collectors.joining(" or "))
                        : plain(type))
                .orElseGet(() -> ofValues(whole));
        return switch (written) {
            case "array" -> "list" + of(whole.map("items"));
            case "object" -> whole.has("properties") ? "object" : "map" + of(whole.map("additionalProperties"));
            default -> written;
        };
    }

    /** The type of the allowed values, where a schema has no other. */
    private static String ofValues(Value.Map schema) {
        return Stream.concat(schema.list("enum").stream(), schema.get("const").stream())
                .findFirst()
                .map(value -> value instanceof Value.Str ? "string" : "value")
                .orElse("any value");
    }

    private String of(Value.Map element) {
        return element.entries().isEmpty() ? "" : " of " + type(element);
    }

    private Optional<String> allowed() {
        var direct = values(property);
        var values = direct.isEmpty() ? values(resolved.apply(property.map("items"))) : direct;
        return switch (values.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of("always " + code(values.getFirst()));
            default ->
                Optional.of("one of " + values.stream().map(PropertyFacts::code).collect(Collectors.joining(", ")));
        };
    }

    private static List<Value> values(Value.Map schema) {
        return schema.get("const").map(List::of).orElseGet(() -> schema.list("enum"));
    }

    private Optional<String> range(String least, String most, String unit) {
        var from = property.get(least).map(PropertyFacts::plain);
        var to = property.get(most).map(PropertyFacts::plain);
        if (from.isPresent() && to.isPresent()) {
            return Optional.of(from.equals(to) ? from.get() + unit : from.get() + " to " + to.get() + unit);
        }
        if (!unit.isEmpty() && from.filter("1"::equals).isPresent()) {
            return Optional.of("not empty");
        }
        return from.map(number -> "at least " + number + unit).or(() -> to.map(number -> "at most " + number + unit));
    }

    private Optional<String> flag(String keyword, String phrase) {
        return property.bool(keyword).filter(set -> set).map(_ -> phrase);
    }

    /** The description, the object that the property names, what a change destroys, and an example. */
    static String sentences(Value.Map property) {
        var sentences = new ArrayList<String>();
        property.string("description").ifPresent(sentences::add);
        Stream.of(property, property.map("items"))
                .map(part -> part.map(ObjectReference.KEYWORD))
                .filter(reference -> !reference.entries().isEmpty())
                .findFirst()
                .ifPresent(reference -> sentences.add(
                        ObjectReference.read(PropertyPath.ROOT, reference).sentence()));
        property.string("x-dataLoss").ifPresent(loss -> sentences.add("Data loss: " + loss));
        property.list("examples").stream()
                .findFirst()
                .ifPresent(example -> sentences.add("Example: " + code(example) + "."));
        return sentences.isEmpty() ? "" : ": " + String.join(" ", sentences);
    }

    private static String code(Value value) {
        return "`" + plain(value) + "`";
    }

    private static String plain(Value value) {
        return value instanceof Value.Str(var text) && !text.isEmpty() ? text : Json.compact(value);
    }
}
