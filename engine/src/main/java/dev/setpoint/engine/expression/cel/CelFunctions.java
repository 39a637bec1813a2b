package dev.setpoint.engine.expression.cel;

import com.google.errorprone.annotations.Immutable;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.Operator;
import dev.cel.common.exceptions.CelBadFormatException;
import dev.cel.common.exceptions.CelDivideByZeroException;
import dev.cel.common.exceptions.CelInvalidArgumentException;
import dev.cel.common.exceptions.CelNumericOverflowException;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.standard.AddOperator.AddOverload;
import dev.cel.runtime.standard.CelStandardOverload;
import dev.cel.runtime.standard.DivideOperator.DivideOverload;
import dev.cel.runtime.standard.DoubleFunction.DoubleOverload;
import dev.cel.runtime.standard.InOperator.InOverload;
import dev.cel.runtime.standard.MatchesFunction.MatchesOverload;
import dev.cel.runtime.standard.MultiplyOperator.MultiplyOverload;
import dev.cel.runtime.standard.StringFunction.StringOverload;
import dev.cel.runtime.standard.SubtractOperator.SubtractOverload;
import dev.setpoint.engine.expression.cel.value.CelGathered;
import dev.setpoint.engine.expression.cel.value.CelMap;
import dev.setpoint.engine.pattern.LinearPattern;
import dev.setpoint.engine.pattern.RefusedPatternException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Functions in which Setpoint's CEL differs from the standard: whole numbers and doubles mix in arithmetic, whose result
 * is then a double; no result is infinite or undefined; a number becomes a text as it does between texts, 1.0 as
 * {@code 1}; a key is in a map whose value is not known yet; and patterns and lists that grow take linear time. The standard's bindings can only be replaced by at
 * least two of a function.
 */
final class CelFunctions {

    /** The standard overloads in whose place stand others of the same name. */
    private static final Set<CelStandardOverload> REPLACED = Set.of(
            AddOverload.ADD_DOUBLE,
            AddOverload.ADD_LIST,
            AddOverload.ADD_STRING,
            MatchesOverload.MATCHES,
            MatchesOverload.MATCHES_STRING,
            SubtractOverload.SUBTRACT_DOUBLE,
            MultiplyOverload.MULTIPLY_DOUBLE,
            DivideOverload.DIVIDE_DOUBLE,
            DoubleOverload.STRING_TO_DOUBLE,
            DoubleOverload.DOUBLE_TO_DOUBLE,
            StringOverload.DOUBLE_TO_STRING,
            StringOverload.STRING_TO_STRING,
            InOverload.IN_LIST,
            InOverload.IN_MAP);

    @Immutable
    private interface Operation {
        double apply(double x, double y);
    }

    /** An arithmetic operator on doubles, and on a double and a whole number. */
    @Immutable
    private record Arithmetic(Operator operator, String overload, Operation operation) {

        CelFunctionDecl declaration() {
            return CelFunctionDecl.newFunctionDeclaration(
                    operator.getFunction(),
                    CelOverloadDecl.newGlobalOverload(
                            overload + "_int64_double", SimpleType.DOUBLE, SimpleType.INT, SimpleType.DOUBLE),
                    CelOverloadDecl.newGlobalOverload(
                            overload + "_double_int64", SimpleType.DOUBLE, SimpleType.DOUBLE, SimpleType.INT));
        }

        Set<CelFunctionBinding> bindings() {
            return CelFunctionBinding.fromOverloads(
                    operator.getFunction(),
                    CelFunctionBinding.from(overload + "_double", Double.class, Double.class, this::result),
                    CelFunctionBinding.from(
                            overload + "_int64_double", Long.class, Double.class, (x, y) -> result((double) x, y)),
                    CelFunctionBinding.from(
                            overload + "_double_int64", Double.class, Long.class, (x, y) -> result(x, (double) y)));
        }

        private double result(double x, double y) {
            return finite(operation.apply(x, y));
        }
    }

    private static final List<Arithmetic> ARITHMETIC = List.of(
            new Arithmetic(Operator.ADD, "add", (x, y) -> x + y),
            new Arithmetic(Operator.SUBTRACT, "subtract", (x, y) -> x - y),
            new Arithmetic(Operator.MULTIPLY, "multiply", (x, y) -> x * y),
            new Arithmetic(Operator.DIVIDE, "divide", CelFunctions::quotient));

    private CelFunctions() {}

    static List<CelFunctionDecl> declarations() {
        return ARITHMETIC.stream().map(Arithmetic::declaration).toList();
    }

    static CelStandardFunctions standard() {
        return CelStandardFunctions.newBuilder()
                .filterFunctions((_, overload) -> !REPLACED.contains(overload))
                .build();
    }

    static List<CelFunctionBinding> bindings() {
        var bindings = new ArrayList<CelFunctionBinding>();
        ARITHMETIC.forEach(operator -> bindings.addAll(operator.bindings()));
        bindings.addAll(CelFunctionBinding.fromOverloads(
                Operator.ADD.getFunction(),
                CelFunctionBinding.from("add_string", String.class, String.class, (one, other) -> one + other),
                CelFunctionBinding.from("add_list", List.class, List.class, CelFunctions::sum)));
        bindings.addAll(CelFunctionBinding.fromOverloads(
                "matches",
                CelFunctionBinding.from("matches", String.class, String.class, CelFunctions::matches),
                CelFunctionBinding.from("matches_string", String.class, String.class, CelFunctions::matches)));
        bindings.addAll(CelFunctionBinding.fromOverloads(
                "double",
                CelFunctionBinding.from("double_to_double", Double.class, number -> number),
                CelFunctionBinding.from("string_to_double", String.class, CelFunctions::parsed)));
        bindings.addAll(CelFunctionBinding.fromOverloads(
                "string",
                CelFunctionBinding.from("string_to_string", String.class, text -> text),
                CelFunctionBinding.from("double_to_string", Double.class, CelFunctions::text)));
        bindings.addAll(CelFunctionBinding.fromOverloads(
                Operator.IN.getFunction(),
                CelFunctionBinding.from("in_list", Object.class, List.class, CelFunctions::isElement),
                CelFunctionBinding.from("in_map", Object.class, Map.class, CelFunctions::isKey)));
        return bindings;
    }

    private static Object sum(List<?> one, List<?> other) {
        return CelGathered.of(one, other);
    }

    private static boolean matches(String text, String pattern) {
        try {
            return LinearPattern.of(pattern).isFoundIn(text);
        } catch (RefusedPatternException e) {
            throw new CelInvalidArgumentException(
                    new IllegalArgumentException("`" + pattern + "` is not a valid pattern: " + e.reason(), e));
        }
    }

    private static double quotient(double dividend, double divisor) {
        if (divisor == 0) {
            throw new CelDivideByZeroException();
        }
        return dividend / divisor;
    }

    private static double finite(double result) {
        if (!Double.isFinite(result)) {
            throw new CelNumericOverflowException("The result is not a finite number.");
        }
        return result;
    }

    private static double parsed(String text) {
        try {
            return finite(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw new CelBadFormatException(e);
        }
    }

    /** A double as it is written between texts. */
    private static String text(Double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private static boolean isElement(Object element, List<?> list) {
        return list.contains(element) || isNumberAmong(element, list);
    }

    private static boolean isKey(Object key, Map<?, ?> map) {
        if (map instanceof CelMap entries) {
            return entries.holds(key);
        }
        return map.containsKey(key) || isNumberAmong(key, map.keySet());
    }

    private static boolean isNumberAmong(Object value, Collection<?> others) {
        return value instanceof Number number
                && others.stream().anyMatch(other -> other instanceof Number n && same(n, number));
    }

    private static boolean same(Number one, Number other) {
        return new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0;
    }
}
