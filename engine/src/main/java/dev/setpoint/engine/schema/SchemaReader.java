package dev.setpoint.engine.schema;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads JSON Schemas as shapes and annotations. */
public final class SchemaReader {

    private SchemaReader() {}

    /**
     * Reads a type's schema from its text.
     *
     * @param json the text of a resource type's or data source's schema
     * @throws IllegalArgumentException when it is not one; its message says why
     */
    public static TypeSchema read(String json) {
        if (!(Json.read(json) instanceof Value.Map schema)) {
            throw new IllegalArgumentException("A schema is a JSON object.");
        }
        return read(schema);
    }

    /**
     * Reads a type's schema.
     *
     * @param schema with everything that it refers to
     * @throws IllegalArgumentException when it is not one; its message says why
     */
    static TypeSchema read(Value.Map schema) {
        var name = schema.string("title")
                .orElseThrow(() -> new IllegalArgumentException("A schema's title is the name of its type."));
        var kind = schema.string("x-kind").filter("data"::equals).isPresent()
                ? TypeSchema.Kind.DATA
                : TypeSchema.Kind.RESOURCE;
        var written = new Shapes(schema.map("$defs")).object(schema);
        var generated = GeneratedName.read(schema.map("properties"));
        var settable = generated.map(named -> named.marked(written)).orElse(written);
        var properties = kind == TypeSchema.Kind.DATA ? answered(settable) : settable;
        return new TypeSchema(
                new TypeName(name),
                kind,
                schema.string("description").orElse(""),
                properties,
                schema.string("x-dataLoss"),
                ActionTable.of(schema),
                identification(schema, properties),
                schema.list("x-requires").stream()
                        .map(SchemaReader::requirement)
                        .toList(),
                holdings(schema.map("properties")),
                ReferenceReader.read(schema),
                generated,
                schema.bool("x-global").orElse(false),
                schema.bool("x-stateOnly").orElse(false),
                schema);
    }

    /** Outputs of a data source follow from everything that it is asked with. */
    private static Shape.ObjectOf answered(Shape.ObjectOf shape) {
        var asked = shape.attributes().values().stream()
                .filter(attribute -> !attribute.output())
                .map(Attribute::name)
                .toList();
        var attributes = new LinkedHashMap<>(shape.attributes());
        attributes.replaceAll((_, attribute) -> attribute.output() ? attribute.following(asked) : attribute);
        return new Shape.ObjectOf(attributes, shape.open(), shape.optional());
    }

    /** Reads the static type of the values that a schema admits; {@code $ref} into the schema's own {@code $defs} works. */
    public static Shape shape(Value.Map schema) {
        return new Shapes(schema.map("$defs")).shape(schema);
    }

    private static Identification identification(Value.Map schema, Shape.ObjectOf properties) {
        var parts = schema.list("x-identity").stream()
                .map(entry -> entry instanceof Value.Str(var name)
                        ? Value.Map.EMPTY.with("property", Value.of(name))
                        : map(entry))
                .map(entry -> part(entry, properties))
                .toList();
        return new Identification(parts, schema.bool("x-single").orElse(false), reach(schema));
    }

    private static Identification.Part part(Value.Map entry, Shape.ObjectOf properties) {
        var name = entry.string("property").orElse("");
        var own = properties
                .attribute(name)
                .map(attribute ->
                        attribute.shape() instanceof Shape.Text(var equality) ? equality : CommonEquality.EXACT)
                .orElse(CommonEquality.EXACT);
        return new Identification.Part(
                name,
                entry.string("equal").map(NamedEqualities::named).orElse(own),
                entry.string("of").orElse(""),
                entry.bool("shown").orElse(true),
                entry.bool("distinguishes").orElse(true));
    }

    private static Identification.Reach reach(Value.Map schema) {
        if (schema.bool("x-unique").orElse(false)) {
            return Identification.Reach.EVERYWHERE;
        }
        return schema.bool("x-global").orElse(false) ? Identification.Reach.ACCOUNT : Identification.Reach.REGION;
    }

    private static Equality equal(Value.Map entry) {
        return entry.string("equal").map(NamedEqualities::named).orElse(CommonEquality.EXACT);
    }

    private static Requirement requirement(Value value) {
        var entry = map(value);
        return new Requirement(
                new TypeName(entry.string("type").orElse("")),
                where(entry),
                equal(entry),
                sets(entry.get("has").orElse(Value.Map.EMPTY)),
                entry.bool("lookup").orElse(true),
                entry.string("because").orElse(""));
    }

    /** Returns the sets of which one is enough. */
    private static List<Map<String, Value>> sets(Value has) {
        var sets = has instanceof Value.List(var several) ? several : List.of(has);
        return sets.stream().map(set -> map(set).entries()).toList();
    }

    private static Map<String, String> where(Value.Map entry) {
        var where = new LinkedHashMap<String, String>();
        var conditions = entry.map("where");
        conditions
                .entries()
                .keySet()
                .forEach(theirs -> where.put(theirs, conditions.string(theirs).orElse("")));
        return where;
    }

    private static List<Holding> holdings(Value.Map properties) {
        return properties.entries().entrySet().stream()
                .filter(property -> map(property.getValue()).has("x-ownsAll"))
                .map(property -> {
                    var held = map(property.getValue()).map("x-ownsAll");
                    return new Holding(
                            property.getKey(), new TypeName(held.string("type").orElse("")), where(held), equal(held));
                })
                .toList();
    }

    static List<String> strings(List<Value> values) {
        var texts = new ArrayList<String>();
        for (var value : values) {
            if (value instanceof Value.Str(var text)) {
                texts.add(text);
            }
        }
        return texts;
    }

    private static Value.Map map(Value value) {
        return value instanceof Value.Map map ? map : Value.Map.EMPTY;
    }

    /** Shapes of one schema file; {@code definitions} are what its references name. */
    private record Shapes(Value.Map definitions, Set<String> open) {

        private static final String LOCAL = "#/$defs/";

        Shapes(Value.Map definitions) {
            this(definitions, Set.of());
        }

        Shape shape(Value.Map written) {
            var reference = written.string("$ref").filter(target -> target.startsWith(LOCAL));
            if (reference.isPresent()) {
                return referenced(reference.get(), written);
            }
            return switch (type(written)) {
                case "string" -> new Shape.Text(equality(written));
                case "integer" -> new Shape.Num(true);
                case "number" -> new Shape.Num(false);
                case "boolean" -> new Shape.Bool();
                case "array" ->
                    new Shape.ListOf(
                            written.has("items") ? shape(written.map("items")) : new Shape.Any(CommonEquality.EXACT),
                            written.bool("x-unordered").orElse(false),
                            written.string("x-key"));
                case "object" -> objectOrMap(written);
                default -> new Shape.Any(equality(written));
            };
        }

        /** A definition that holds itself is any value below its first level. */
        private Shape referenced(String target, Value.Map written) {
            if (open.contains(target)) {
                return new Shape.Any(CommonEquality.EXACT);
            }
            var deeper = new HashSet<>(open);
            deeper.add(target);
            return new Shapes(definitions, deeper).shape(definition(target).plus(written.without("$ref")));
        }

        private Value.Map definition(String target) {
            return definitions.map(target.substring(LOCAL.length()));
        }

        private Shape objectOrMap(Value.Map written) {
            if (written.has("properties")) {
                return object(written);
            }
            return written.get("additionalProperties").orElse(Value.Null.VALUE) instanceof Value.Map values
                    ? new Shape.MapOf(shape(values))
                    : new Shape.MapOf(new Shape.Any(CommonEquality.EXACT));
        }

        Shape.ObjectOf object(Value.Map written) {
            var required = Set.copyOf(strings(written.list("required")));
            var attributes = new LinkedHashMap<String, Attribute>();
            written.map("properties")
                    .entries()
                    .forEach((name, schema) ->
                            attributes.put(name, attribute(name, map(schema), required.contains(name))));
            return new Shape.ObjectOf(
                    attributes, !written.bool("additionalProperties").equals(Optional.of(false)));
        }

        private Attribute attribute(String name, Value.Map member, boolean required) {
            var written = member.string("$ref")
                    .filter(target -> target.startsWith(LOCAL))
                    .map(target -> definition(target).plus(member))
                    .orElse(member);
            return new Attribute(
                    name,
                    shape(member),
                    written.string("description").orElse(""),
                    required,
                    flag(written, "readOnly"),
                    flag(written, "writeOnly"),
                    flag(written, "x-createOnly"),
                    flag(written, "x-sensitive"),
                    strings(written.list("x-derivedFrom")),
                    flag(written, "x-computed"),
                    flag(written, "x-volatile"),
                    flag(written, "x-objectName"),
                    written.get("default"),
                    onRemove(written.get("x-onRemove")),
                    written.string("x-dataLoss"),
                    Optional.empty());
        }

        private static boolean flag(Value.Map written, String keyword) {
            return written.bool(keyword).orElse(false);
        }

        private static OnRemove onRemove(Optional<Value> written) {
            if (written.isEmpty() || written.get().equals(Value.of("reset"))) {
                return new OnRemove.Reset();
            }
            return written.get().equals(Value.of("keep")) ? new OnRemove.Keep() : new OnRemove.Set(written.get());
        }

        private static String type(Value.Map written) {
            if (written.string("type").isPresent()) {
                return written.string("type").get();
            }
            if (written.has("type")) {
                return "";
            }
            var allowed = written.list("enum");
            if (!allowed.isEmpty() && allowed.stream().allMatch(Value.Str.class::isInstance)) {
                return "string";
            }
            return written.has("properties") ? "object" : "";
        }

        private static Equality equality(Value.Map written) {
            return written.string("x-equal").map(NamedEqualities::named).orElse(CommonEquality.EXACT);
        }
    }
}
