package dev.setpoint.engine.check.input;

import dev.setpoint.engine.schema.Attribute;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.validation.ValueWording;
import dev.setpoint.engine.validation.Violation;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Values of inputs as their declarations mean them. A declared number is a double, a declared integer has 64 bits, and
 * a declared member that is left out is null, so that it can be read.
 */
final class InputValues {

    private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private final List<Violation> findings = new ArrayList<>();
    private final boolean shown;

    private InputValues(boolean shown) {
        this.shown = shown;
    }

    /**
     * The numbers in the value that cannot be computed with.
     *
     * @param shown whether sentences may show them
     */
    static List<Violation> findings(Shape shape, Value value, boolean shown) {
        var values = new InputValues(shown);
        values.search(shape, value, PropertyPath.ROOT);
        return values.findings;
    }

    private void search(Shape shape, Value value, PropertyPath path) {
        switch (value) {
            case Value.Num(var n) when shape instanceof Shape.Num(var integer) -> number(integer, n, path);
            case Value.List(var items)
            when shape instanceof Shape.ListOf(var item, var _, var _) -> {
                for (var i = 0; i < items.size(); i++) {
                    search(item, items.get(i), path.index(i));
                }
            }
            case Value.Map(var entries) ->
                entries.forEach((name, entry) -> search(member(shape, name), entry, path.name(name)));
            default -> {}
        }
    }

    private void number(boolean integer, BigDecimal n, PropertyPath path) {
        if (integer && (n.compareTo(LEAST) < 0 || n.compareTo(MOST) > 0)) {
            outside(LEAST + " to " + MOST, n, path);
        } else if (!Double.isFinite(n.doubleValue())) {
            outside("-" + Double.MAX_VALUE + " to " + Double.MAX_VALUE, n, path);
        }
    }

    private void outside(String range, BigDecimal n, PropertyPath path) {
        findings.add(Violation.of(
                "SP0206",
                path,
                ValueWording.label(path, "The value") + " must be from " + range
                        + ValueWording.instead(new Value.Num(n), shown) + "."));
    }

    private static Shape member(Shape shape, String name) {
        return switch (shape) {
            case Shape.ObjectOf object ->
                object.attribute(name).map(Attribute::shape).orElse(shape);
            case Shape.MapOf(var value) -> value;
            case Shape.ListOf _, Shape.Text _, Shape.Num _, Shape.Bool _, Shape.Any _ -> shape;
        };
    }

    /** The type of an input: a member that is neither required nor has a default may be absent. */
    static Shape type(Shape declared) {
        return switch (declared) {
            case Shape.ListOf(var item, var unordered, var key) -> new Shape.ListOf(type(item), unordered, key);
            case Shape.MapOf(var value) -> new Shape.MapOf(type(value));
            case Shape.ObjectOf object -> {
                var members = new LinkedHashMap<String, Attribute>();
                object.attributes().forEach((name, member) -> members.put(name, member.of(type(member.shape()))));
                var optional = object.attributes().values().stream()
                        .filter(member ->
                                !member.required() && member.defaultValue().isEmpty())
                        .map(Attribute::name)
                        .collect(Collectors.toUnmodifiableSet());
                yield new Shape.ObjectOf(members, object.open(), optional);
            }
            case Shape.Text _, Shape.Num _, Shape.Bool _, Shape.Any _ -> declared;
        };
    }

    /** @param value one without findings */
    static Value declared(Shape shape, Value value) {
        return switch (value) {
            case Value.Num(var n)
            when shape instanceof Shape.Num(var integer) && !integer ->
                new Value.Num(BigDecimal.valueOf(n.doubleValue()));
            case Value.List list
            when shape instanceof Shape.ListOf(var item, var _, var _) ->
                list.mapChildren(element -> declared(item, element));
            case Value.Map(var entries) -> {
                var declared = new LinkedHashMap<String, Value>();
                entries.forEach((name, entry) -> declared.put(name, declared(member(shape, name), entry)));
                if (shape instanceof Shape.ObjectOf object) {
                    object.attributes()
                            .forEach((name, member) -> declared.putIfAbsent(
                                    name,
                                    member.defaultValue()
                                            .map(fallback -> declared(member.shape(), fallback))
                                            .orElse(Value.Null.VALUE)));
                }
                yield new Value.Map(declared);
            }
            default -> value;
        };
    }
}
