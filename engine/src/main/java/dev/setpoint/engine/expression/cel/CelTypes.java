package dev.setpoint.engine.expression.cel;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.setpoint.engine.expression.Paths;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Reference.Root;
import dev.setpoint.engine.expression.Shapes;
import dev.setpoint.engine.expression.TypeScope;
import dev.setpoint.engine.expression.cel.function.ArnFunctions;
import dev.setpoint.engine.schema.Attribute;
import dev.setpoint.engine.schema.CommonEquality;
import dev.setpoint.engine.schema.SchemaReader;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shapes as CEL types and back. Maps with named members are structs to CEL's checker, so that a wrong member is an error. */
@SuppressWarnings("Immutable") // grows while one expression is checked, and is seen by no other thread
final class CelTypes implements CelTypeProvider {

    private final TypeScope scope;
    private final Map<String, StructType> structs = new HashMap<>();
    private final Map<String, Shape> shapes = new HashMap<>();

    /** Maps with the same members are one type. */
    private final Map<Shape, String> named = new HashMap<>();

    private static final Shape ARN = SchemaReader.shape((Value.Map) Json.read("""
        {"type": "object", "additionalProperties": false, "properties": {
          "partition": {"type": "string"}, "service": {"type": "string"}, "region": {"type": "string"},
          "account": {"type": "string"}, "resource": {"type": "string"}}}\
        """));

    CelTypes(TypeScope scope) {
        this.scope = scope;
        structs.put(ArnFunctions.PARTS.name(), ArnFunctions.PARTS);
        shapes.put(ArnFunctions.PARTS.name(), ARN);
    }

    /** The types of the variables that these references need. */
    Map<String, CelType> variables(Set<Reference> references) {
        var variables = new HashMap<String, CelType>();
        for (var reference : references) {
            switch (reference.root()) {
                case INPUT -> variables.putIfAbsent("inputs", root(Root.INPUT, "inputs"));
                case LOCAL -> variables.putIfAbsent("locals", root(Root.LOCAL, "locals"));
                case DATA -> variables.putIfAbsent("data", root(Root.DATA, "data"));
                case STACK -> variables.putIfAbsent("stack", root(Root.STACK, "stack"));
                case EACH -> variables.putIfAbsent("each", root(Root.EACH, "each"));
                case RESOURCE ->
                    variables.computeIfAbsent(
                            reference.name(),
                            name -> type(scope.shape(Root.RESOURCE, name).orElse(Paths.ANY)));
            }
        }
        return variables;
    }

    private StructType root(Root root, String name) {
        return struct(
                "setpoint." + name,
                Set.copyOf(scope.names(root)),
                member -> scope.shape(root, member).map(this::type));
    }

    private interface Members {
        Optional<CelType> of(String name);
    }

    private StructType struct(String name, Set<String> members, Members types) {
        var struct = StructType.create(name, ImmutableSet.copyOf(members), types::of);
        structs.put(name, struct);
        return struct;
    }

    /** The shape of the maps that this type stands for; empty for any other type. */
    Optional<Shape.ObjectOf> object(String type) {
        return Optional.ofNullable(shapes.get(type))
                .flatMap(shape -> shape instanceof Shape.ObjectOf object ? Optional.of(object) : Optional.empty());
    }

    CelType type(Shape shape) {
        return switch (shape) {
            case Shape.Text _ -> SimpleType.STRING;
            case Shape.Num(var integer) -> integer ? SimpleType.INT : SimpleType.DOUBLE;
            case Shape.Bool _ -> SimpleType.BOOL;
            case Shape.ListOf(var item, var _, var _) -> ListType.create(type(item));
            case Shape.MapOf(var value) -> MapType.create(SimpleType.STRING, type(value));
            case Shape.ObjectOf object ->
                object.open() ? MapType.create(SimpleType.STRING, SimpleType.DYN) : of(object);
            case Shape.Any _ -> SimpleType.DYN;
        };
    }

    private CelType of(Shape.ObjectOf object) {
        var alike = Shapes.plain(object);
        var known = Optional.ofNullable(named.get(alike)).map(structs::get);
        if (known.isPresent()) {
            return known.get();
        }
        var name = "setpoint.map" + structs.size();
        named.put(alike, name);
        shapes.put(name, object);
        return struct(
                name,
                object.attributes().keySet(),
                member -> object.attribute(member).map(Attribute::shape).map(this::type));
    }

    /** The names of the members of all maps that have been looked at. */
    Set<String> members() {
        return shapes.values().stream()
                .flatMap(shape -> shape instanceof Shape.ObjectOf object
                        ? object.attributes().keySet().stream()
                        : Stream.<String>of())
                .collect(Collectors.toSet());
    }

    /** Empty for what is no plain value: a time, bytes. */
    Optional<Shape> shape(CelType type) {
        return switch (type.kind()) {
            case STRING -> Optional.of(new Shape.Text(CommonEquality.EXACT));
            case INT, UINT -> Optional.of(new Shape.Num(true));
            case DOUBLE -> Optional.of(new Shape.Num(false));
            case BOOL -> Optional.of(new Shape.Bool());
            case LIST ->
                type instanceof ListType list
                        ? shape(list.elemType()).map(item -> new Shape.ListOf(item, false, Optional.empty()))
                        : Optional.of(Paths.ANY);
            case MAP ->
                type instanceof MapType map ? shape(map.valueType()).map(Shape.MapOf::new) : Optional.of(Paths.ANY);
            case STRUCT ->
                Optional.of(Optional.ofNullable(shapes.get(type.name())).orElse(Paths.ANY));
            case OPAQUE ->
                type instanceof OptionalType optional
                        ? shape(optional.parameters().getFirst())
                        : Optional.empty();
            case DYN, ANY, NULL_TYPE, TYPE_PARAM -> Optional.of(Paths.ANY);
            default -> Optional.empty();
        };
    }

    @Override
    public ImmutableCollection<CelType> types() {
        return ImmutableList.copyOf(structs.values());
    }

    @Override
    public Optional<CelType> findType(String name) {
        return Optional.ofNullable(structs.get(name));
    }
}
