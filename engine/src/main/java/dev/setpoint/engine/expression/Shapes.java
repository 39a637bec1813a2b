package dev.setpoint.engine.expression;

import dev.setpoint.engine.schema.Shape;
import java.util.Optional;

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
