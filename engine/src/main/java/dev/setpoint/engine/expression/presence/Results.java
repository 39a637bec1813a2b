package dev.setpoint.engine.expression.presence;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr;
import dev.setpoint.engine.expression.Paths;
import dev.setpoint.engine.expression.Shapes;
import dev.setpoint.engine.schema.CommonEquality;
import dev.setpoint.engine.schema.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The types of functions' results, as far as CEL's checker does not know them: it has no maps with named members, and
 * no join of two of them.
 */
final class Results {

    /** Functions that take values that may be absent. */
    static final Set<String> GATHERERS = Set.of("nonEmpty", "prune", "merge", "deepMerge", "cel.@open", "cel.@present");

    /** The function of {@code coalesce}, with all values in one list. */
    static final String COALESCE = "cel.@coalesce";

    private static final Shape TEXT = new Shape.Text(CommonEquality.EXACT);
    private static final Shape BOOL = new Shape.Bool();

    private static final Map<String, Shape> FIXED = Map.ofEntries(
            Map.entry("size", new Shape.Num(true)),
            Map.entry("indexOf", new Shape.Num(true)),
            Map.entry("lastIndexOf", new Shape.Num(true)),
            Map.entry("int", new Shape.Num(true)),
            Map.entry("double", new Shape.Num(false)),
            Map.entry("string", TEXT),
            Map.entry("join", TEXT),
            Map.entry("lowerAscii", TEXT),
            Map.entry("upperAscii", TEXT),
            Map.entry("replace", TEXT),
            Map.entry("substring", TEXT),
            Map.entry("trim", TEXT),
            Map.entry("charAt", TEXT),
            Map.entry("split", new Shape.ListOf(TEXT, false, Optional.empty())),
            Map.entry("startsWith", BOOL),
            Map.entry("endsWith", BOOL),
            Map.entry("contains", BOOL),
            Map.entry("matches", BOOL),
            Map.entry("bool", BOOL));

    /** CEL calls the operator + {@code _+_}. */
    private static final Pattern SYMBOL = Pattern.compile("[_@]");

    private Results() {}

    /** A function or an operator as sentences call it. */
    static String called(String function) {
        return "`"
                + (Operator.findReverse(function).isPresent()
                        ? SYMBOL.matcher(function).replaceAll("")
                        : function) + "`";
    }

    /** @param parts the target, if there is one, and the arguments */
    static Part of(String function, List<Part> parts, CelExpr expr) {
        var operator = Operator.findReverse(function);
        if (operator.isPresent()) {
            return operator(operator.get(), parts, expr);
        }
        var fixed = FIXED.get(function);
        if (fixed != null || parts.isEmpty()) {
            return fixed == null ? Part.any(expr) : Part.of(expr, fixed);
        }
        var first = parts.getFirst();
        return switch (function) {
            case "distinct", "reverse", "slice", "sort" -> Part.of(expr, first.shape());
            case "flatten" -> Part.of(expr, flat(first.shape()));
            case "first", "last" -> Part.optional(expr, element(first.shape()));
            case "nonEmpty" -> new Part(expr, first.shape(), true, first.open());
            case "cel.@open" -> Part.of(expr, first.optional() ? lacking(first.shape()) : first.shape());
            case "cel.@present" -> Part.optional(expr, first.shape());
            case "regex.extract" -> Part.optional(expr, TEXT);
            case "optional.ofNonZeroValue" -> Part.optional(expr, first.shape());
            case "prune" -> Part.optional(expr, lacking(first.shape()));
            case COALESCE -> joined(parts, expr, parts.getLast().optional());
            case "merge", "deepMerge" -> Part.of(expr, merged(parts));
            case "without" -> Part.of(expr, lacking(first.shape()));
            case "lookup" ->
                Part.of(
                        expr,
                        Shapes.join(Shapes.value(first.shape()), parts.getLast().shape()));
            default -> Part.any(expr);
        };
    }

    private static Part operator(Operator operator, List<Part> parts, CelExpr expr) {
        return switch (operator) {
            case ADD -> sum(parts.getFirst(), parts.getLast(), expr);
            case SUBTRACT, MULTIPLY, DIVIDE, MODULO ->
                number(parts.getFirst().shape(), parts.getLast().shape())
                        .map(shape -> Part.of(expr, shape))
                        .orElseGet(() -> Part.any(expr));
            case NEGATE -> Part.of(expr, parts.getFirst().shape());
            case LOGICAL_NOT, LESS, LESS_EQUALS, GREATER, GREATER_EQUALS, IN -> Part.of(expr, BOOL);
            case INDEX -> Part.of(expr, element(parts.getFirst().shape()));
            default -> Part.any(expr);
        };
    }

    private static Part sum(Part one, Part other, CelExpr expr) {
        if (one.open() || other.open()) {
            return new Part(expr, one.open() ? other.shape() : one.shape(), false, one.open() && other.open());
        }
        if (one.shape() instanceof Shape.ListOf || one.shape() instanceof Shape.Text) {
            return Part.of(expr, Shapes.join(one.shape(), other.shape()));
        }
        return number(one.shape(), other.shape())
                .map(shape -> Part.of(expr, shape))
                .orElseGet(() -> Part.any(expr));
    }

    private static Optional<Shape> number(Shape one, Shape other) {
        return one instanceof Shape.Num && other instanceof Shape.Num
                ? Optional.of(Shapes.join(one, other))
                : Optional.empty();
    }

    /** The type of what a list or map holds. */
    static Shape element(Shape of) {
        return of instanceof Shape.ListOf(var item, var _, var _) ? item : Shapes.value(of);
    }

    private static Shape flat(Shape lists) {
        return element(lists) instanceof Shape.ListOf list ? list : lists;
    }

    private static Part joined(List<Part> parts, CelExpr expr, boolean optional) {
        var typed = parts.stream().filter(part -> !part.open()).map(Part::shape).reduce(Shapes::join);
        return new Part(expr, typed.orElse(Paths.ANY), optional, typed.isEmpty());
    }

    /** A map of which any member may be gone. */
    private static Shape lacking(Shape of) {
        return of instanceof Shape.ObjectOf object
                ? new Shape.ObjectOf(
                        object.attributes(),
                        object.open(),
                        Set.copyOf(object.attributes().keySet()))
                : of;
    }

    /** The type of a map that is made of two: a member that one of them always has is always there. */
    private static Shape merged(List<Part> parts) {
        return parts.stream().map(Part::shape).reduce(Results::over).orElse(Paths.ANY);
    }

    private static Shape over(Shape one, Shape other) {
        var joined = Shapes.join(one, other);
        if (!(joined instanceof Shape.ObjectOf object)
                || !(one instanceof Shape.ObjectOf left)
                || !(other instanceof Shape.ObjectOf right)) {
            return joined;
        }
        var optional = object.optional().stream()
                .filter(name -> !always(left, name) && !always(right, name))
                .collect(Collectors.toUnmodifiableSet());
        return new Shape.ObjectOf(object.attributes(), object.open(), optional);
    }

    private static boolean always(Shape.ObjectOf object, String name) {
        return object.attribute(name).isPresent() && !object.optional().contains(name);
    }
}
