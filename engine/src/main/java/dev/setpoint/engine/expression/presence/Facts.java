package dev.setpoint.engine.expression.presence;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSource;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.parser.CelUnparserFactory;
import dev.setpoint.engine.expression.Condition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Facts that hold where an expression is evaluated. They follow from the form of the conditions around it; nothing is
 * computed.
 *
 * @param present the texts of the paths that have a value
 * @param given what held before the expression
 * @param conditions of the expression itself
 * @param hidden names that stand for variables of loops here: conditions about them say nothing of blocks
 */
record Facts(Set<String> present, Condition given, List<Known> conditions, List<String> hidden) {

    static final Facts NONE = of(Condition.NONE);

    /** A condition whose result is known. */
    record Known(CelExpr condition, boolean result) {}

    static Facts of(Condition given) {
        return new Facts(given.present(), given, List.of(), List.of());
    }

    /** The facts that follow from an expression that is true. */
    static Condition of(CelAbstractSyntaxTree tree) {
        var facts = NONE.when(tree.getExpr(), true);
        return new Condition(facts.conjuncts(tree.getSource()), facts.present);
    }

    boolean holdFor(CelExpr expr) {
        return !present.isEmpty()
                && AccessPath.of(expr)
                        .filter(path -> present.contains(path.text()))
                        .isPresent();
    }

    /** Returns true when the condition of a block holds here. */
    boolean imply(Condition condition, CelSource source) {
        return new Condition(conjuncts(source), Set.of()).implies(condition);
    }

    private Set<String> conjuncts(CelSource source) {
        var texts = new HashSet<>(given.conjuncts());
        conditions.forEach(known -> split(known.condition(), known.result(), source, texts));
        hidden.forEach(name -> texts.removeIf(
                text -> Pattern.compile("\\b" + name + "\\b").matcher(text).find()));
        return texts;
    }

    /** These facts and those that follow when the condition has this result. */
    Facts when(CelExpr condition, boolean result) {
        var more = new HashSet<>(present);
        collect(condition, result, more);
        var longer = new ArrayList<>(conditions);
        longer.add(new Known(condition, result));
        return new Facts(more, given, longer, hidden);
    }

    /** These facts where a loop's variables hide names. */
    Facts hiding(List<String> variables) {
        var left = new HashSet<>(present);
        left.removeIf(path -> variables.stream().anyMatch(name -> begins(path, name)));
        var names = new ArrayList<>(hidden);
        names.addAll(variables);
        return new Facts(left, given, conditions, names);
    }

    private static boolean begins(String path, String name) {
        return path.startsWith(name)
                && (path.length() == name.length() || !Character.isJavaIdentifierPart(path.charAt(name.length())));
    }

    /** Finds the texts of all that holds, with negations pushed inwards. */
    private static void split(CelExpr condition, boolean result, CelSource source, Set<String> into) {
        if (condition.getKind() == Kind.CALL) {
            var call = condition.call();
            var operator = Operator.findReverse(call.function()).orElse(Operator.MODULO);
            if (operator == Operator.LOGICAL_NOT) {
                split(call.args().getFirst(), !result, source, into);
                return;
            }
            if (operator == (result ? Operator.LOGICAL_AND : Operator.LOGICAL_OR)) {
                call.args().forEach(argument -> split(argument, result, source, into));
                return;
            }
            if (operator == Operator.NOT_EQUALS) {
                var equal =
                        CelExpr.ofCall(condition.id(), Optional.empty(), Operator.EQUALS.getFunction(), call.args());
                into.add(text(equal, !result, source));
                return;
            }
        }
        into.add(text(condition, result, source));
    }

    private static String text(CelExpr condition, boolean result, CelSource source) {
        var text = AccessPath.of(condition)
                .map(AccessPath::text)
                .orElseGet(() -> CelUnparserFactory.newUnparser()
                        .unparse(CelAbstractSyntaxTree.newParsedAst(condition, source)));
        return result ? text : "!" + text;
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
