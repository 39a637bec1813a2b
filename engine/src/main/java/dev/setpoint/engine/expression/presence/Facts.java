package dev.setpoint.engine.expression.presence;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Paths that have a value where an expression is evaluated. They follow from the form of the conditions around it;
 * nothing is computed.
 *
 * @param present the texts of the paths
 */
record Facts(Set<String> present) {

    static final Facts NONE = new Facts(Set.of());

    boolean holdFor(CelExpr expr) {
        return AccessPath.of(expr).filter(path -> present.contains(path.text())).isPresent();
    }

    /** These facts and those that follow when the condition has this result. */
    Facts when(CelExpr condition, boolean result) {
        var more = new HashSet<>(present);
        collect(condition, result, more);
        return new Facts(more);
    }

    /** These facts where a loop's variables hide names. */
    Facts hiding(List<String> variables) {
        var left = new HashSet<>(present);
        left.removeIf(path -> variables.stream().anyMatch(name -> begins(path, name)));
        return new Facts(left);
    }

    private static boolean begins(String path, String name) {
        return path.startsWith(name)
                && (path.length() == name.length() || !Character.isJavaIdentifierPart(path.charAt(name.length())));
    }

    private static void collect(CelExpr condition, boolean result, Set<String> into) {
        if (condition.getKind() == Kind.SELECT && condition.select().testOnly() && result) {
            add(condition, into);
        }
        if (condition.getKind() != Kind.CALL) {
            return;
        }
        var call = condition.call();
        if (call.function().equals("hasValue") && result) {
            call.target().ifPresent(target -> add(target, into));
            return;
        }
        switch (Operator.findReverse(call.function()).orElse(Operator.MODULO)) {
            case LOGICAL_NOT -> collect(call.args().getFirst(), !result, into);
            case LOGICAL_AND -> all(call, result, true, into);
            case LOGICAL_OR -> all(call, result, false, into);
            case NOT_EQUALS -> compared(call, result, into);
            case EQUALS -> compared(call, !result, into);
            default -> {}
        }
    }

    private static void all(CelExpr.CelCall call, boolean result, boolean needed, Set<String> into) {
        if (result == needed) {
            call.args().forEach(argument -> collect(argument, result, into));
        }
    }

    /** @param differs whether the operands are known to differ */
    private static void compared(CelExpr.CelCall call, boolean differs, Set<String> into) {
        if (differs) {
            beside(call.args()).ifPresent(operand -> add(operand, into));
        }
    }

    /** The operand that is compared with {@code null}. */
    static Optional<CelExpr> beside(List<CelExpr> operands) {
        if (isNull(operands.getFirst())) {
            return Optional.of(operands.getLast());
        }
        return isNull(operands.getLast()) ? Optional.of(operands.getFirst()) : Optional.empty();
    }

    static boolean isNull(CelExpr expr) {
        return expr.getKind() == Kind.CONSTANT && expr.constant().getKind() == CelConstant.Kind.NULL_VALUE;
    }

    /** A path with a value has one at each step on the way. */
    private static void add(CelExpr expr, Set<String> into) {
        AccessPath.of(expr).ifPresent(path -> {
            for (var length = 0; length <= path.steps().size(); length++) {
                into.add(path.beginning(length).text());
            }
        });
    }
}
