package dev.setpoint.engine.expression.presence;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.PropertyPath.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A name and what is selected from it by names and numbers that are written out: {@code inputs.logging.?bucket}.
 * The steps {@code .} and {@code .?} lead to the same value, so they make no difference here.
 *
 * @param first the tree's node of the name
 */
record AccessPath(CelExpr first, List<Step> steps) {

    static final String OPTIONAL_SELECT = "_?._";
    static final String OPTIONAL_INDEX = "_[?_]";
    static final String INDEX = "_[_]";

    /** One selection: what is selected from, by what, and whether absence is passed on. */
    record Selection(CelExpr operand, Step step, boolean safe, boolean test) {}

    /** Empty for an expression that is no path. */
    static Optional<AccessPath> of(CelExpr expr) {
        if (expr.getKind() == Kind.IDENT) {
            return Optional.of(new AccessPath(expr, List.of()));
        }
        return selection(expr).flatMap(last -> of(last.operand()).map(before -> before.then(last.step())));
    }

    private AccessPath then(Step step) {
        var longer = new ArrayList<>(steps);
        longer.add(step);
        return new AccessPath(first, longer);
    }

    /** Empty for an expression that selects nothing, or by a key that is computed. */
    static Optional<Selection> selection(CelExpr expr) {
        return switch (expr.getKind()) {
            case SELECT ->
                Optional.of(new Selection(
                        expr.select().operand(),
                        new Step.Name(expr.select().field()),
                        false,
                        expr.select().testOnly()));
            case CALL -> {
                var function = expr.call().function();
                var safe = function.equals(OPTIONAL_SELECT) || function.equals(OPTIONAL_INDEX);
                yield safe || function.equals(INDEX)
                        ? step(expr.call().args().get(1))
                                .map(step -> new Selection(expr.call().args().getFirst(), step, safe, false))
                        : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private static Optional<Step> step(CelExpr key) {
        if (key.getKind() != Kind.CONSTANT) {
            return Optional.empty();
        }
        var constant = key.constant();
        if (constant.getKind() == CelConstant.Kind.STRING_VALUE) {
            return Optional.of(new Step.Name(constant.stringValue()));
        }
        return constant.getKind() == CelConstant.Kind.INT64_VALUE
                        && constant.int64Value() >= 0
                        && constant.int64Value() <= Integer.MAX_VALUE
                ? Optional.of(new Step.Index((int) constant.int64Value()))
                : Optional.empty();
    }

    /** The path without its last steps. */
    AccessPath beginning(int length) {
        return new AccessPath(first, steps.subList(0, length));
    }

    /** The path as a spec writes it: {@code inputs.logging.bucket}. */
    String text() {
        var rest = new PropertyPath(steps).toString();
        return first.ident().name() + (rest.isEmpty() || rest.startsWith("[") ? "" : ".") + rest;
    }

    boolean isAlone() {
        return steps.isEmpty();
    }
}
