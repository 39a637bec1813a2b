package dev.setpoint.engine.expression;

import dev.setpoint.engine.schema.Attribute;
import dev.setpoint.engine.schema.CommonEquality;
import dev.setpoint.engine.schema.Shape;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Compatibility of static types, and their names in sentences. */
public final class Shapes {

    private Shapes() {}

    /** The type as a sentence calls it: {@code a list of strings}. */
    public static String describe(Shape shape) {
        return switch (shape) {
            case Shape.Text _ -> "a string";
            case Shape.Num(var integer) -> integer ? "a whole number" : "a number";
            case Shape.Bool _ -> "a boolean";
            case Shape.ListOf(var item, var _, var _) ->
                switch (item) {
                    case Shape.Text _ -> "a list of strings";
                    case Shape.Num _ -> "a list of numbers";
                    default -> "a list";
                };
            case Shape.MapOf _, Shape.ObjectOf _ -> "a map";
            case Shape.Any _ -> "any value";
        };
    }

    /**
     * Returns the reason why no value of type {@code actual} fits in the place of {@code wanted}; empty when one may
     * fit. The validation after the evaluation decides the rest.
     */
    public static Optional<String> mismatch(Shape wanted, Shape actual) {
        return fits(wanted, actual)
                ? Optional.empty()
                : Optional.of(describe(wanted) + " is needed here, and this is " + describe(actual));
    }

    /** The type without what only a resource's schema says of it: of types that are alike, one is as good as the other. */
    public static Shape plain(Shape shape) {
        return switch (shape) {
            case Shape.Text _ -> new Shape.Text(CommonEquality.EXACT);
            case Shape.Num _, Shape.Bool _ -> shape;
            case Shape.ListOf(var item, var _, var _) -> new Shape.ListOf(plain(item), false, Optional.empty());
            case Shape.MapOf(var value) -> new Shape.MapOf(plain(value));
            case Shape.ObjectOf object -> {
                var members = new TreeMap<String, Attribute>();
                object.attributes()
                        .forEach((name, member) -> members.put(name, Attribute.typed(name, plain(member.shape()))));
                yield new Shape.ObjectOf(members, object.open(), object.optional());
            }
            case Shape.Any _ -> Paths.ANY;
        };
    }

    /**
     * The type that values of both have. A map with named members has those of both; what one of them lacks may be
     * absent.
     */
    public static Shape join(Shape one, Shape other) {
        var plain = plain(one);
        var beside = plain(other);
        if (plain.equals(beside)) {
            return plain;
        }
        return switch (plain) {
            case Shape.Num _ when beside instanceof Shape.Num -> new Shape.Num(false);
            case Shape.ListOf(var item, var _, var _)
            when beside instanceof Shape.ListOf(var with, var _, var _) ->
                new Shape.ListOf(join(item, with), false, Optional.empty());
            case Shape.ObjectOf object when beside instanceof Shape.ObjectOf with -> members(object, with);
            case Shape.MapOf _, Shape.ObjectOf _
            when beside instanceof Shape.MapOf || beside instanceof Shape.ObjectOf ->
                new Shape.MapOf(join(value(plain), value(beside)));
            default -> Paths.ANY;
        };
    }

    private static Shape members(Shape.ObjectOf one, Shape.ObjectOf other) {
        var members = new LinkedHashMap<>(one.attributes());
        other.attributes()
                .forEach((name, member) -> members.merge(
                        name, member, (own, theirs) -> Attribute.typed(name, join(own.shape(), theirs.shape()))));
        var optional = new HashSet<>(one.optional());
        optional.addAll(other.optional());
        members.keySet().stream()
                .filter(name ->
                        one.attribute(name).isEmpty() || other.attribute(name).isEmpty())
                .forEach(optional::add);
        return new Shape.ObjectOf(members, one.open() || other.open(), Set.copyOf(optional));
    }

    /** The type of what a map holds under a name that is not known. */
    public static Shape value(Shape map) {
        return switch (map) {
            case Shape.MapOf(var value) -> value;
            case Shape.ObjectOf object
            when !object.open() ->
                object.attributes().values().stream()
                        .map(Attribute::shape)
                        .reduce(Shapes::join)
                        .orElse(Paths.ANY);
            default -> Paths.ANY;
        };
    }

    private static boolean fits(Shape wanted, Shape actual) {
        if (wanted instanceof Shape.Any || actual instanceof Shape.Any) {
            return true;
        }
        return switch (wanted) {
            case Shape.Text _ -> actual instanceof Shape.Text;
            case Shape.Num _ -> actual instanceof Shape.Num;
            case Shape.Bool _ -> actual instanceof Shape.Bool;
            case Shape.ListOf(var item, var _, var _) ->
                actual instanceof Shape.ListOf(var given, var _, var _) && fits(item, given);
            case Shape.MapOf(var value) ->
                switch (actual) {
                    case Shape.MapOf(var given) -> fits(value, given);
                    case Shape.ObjectOf _ -> true;
                    default -> false;
                };
            case Shape.ObjectOf object ->
                switch (actual) {
                    case Shape.MapOf _ -> true;
                    case Shape.ObjectOf given ->
                        given.attributes().values().stream()
                                .allMatch(attribute -> object.attribute(attribute.name())
                                        .map(own -> fits(own.shape(), attribute.shape()))
                                        .orElse(true));
                    default -> false;
                };
            case Shape.Any _ -> true;
        };
    }
}
