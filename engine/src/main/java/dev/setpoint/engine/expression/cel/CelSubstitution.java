package dev.setpoint.engine.expression.cel;

import static com.google.common.collect.ImmutableList.toImmutableList;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelReference;
import java.util.HashMap;
import java.util.List;

/** Calls of functions with variables in place of those arguments that may be known in part. */
final class CelSubstitution {

    private CelSubstitution() {}

    /** Arguments of a call that may be known in part. What is read by a path is only read where it has to be known. */
    static List<CelExpr> arguments(CelExpr call) {
        return CelHeight.arguments(call.call()).stream()
                .filter(CelSubstitution::isMade)
                .toList();
    }

    /** Tells whether an expression makes a list or a map. */
    static boolean isMade(CelExpr expr) {
        return switch (expr.getKind()) {
            case LIST, MAP, COMPREHENSION -> true;
            case CALL -> !expr.call().function().equals("_[_]");
            default -> false;
        };
    }

    /** The variable that stands for an argument. */
    static String variable(CelExpr argument) {
        return "@argument" + argument.id();
    }

    /** The call with variables for {@link #arguments}. */
    static CelAbstractSyntaxTree tree(CelExpr call, CelAbstractSyntaxTree checked) {
        var references = new HashMap<Long, CelReference>(checked.getReferenceMap());
        var replaced = arguments(call);
        replaced.forEach(argument -> references.remove(argument.id()));
        var target = call.call().target().map(argument -> variable(argument, replaced));
        var arguments = call.call().args().stream()
                .map(argument -> variable(argument, replaced))
                .collect(toImmutableList());
        return CelAbstractSyntaxTree.newCheckedAst(
                CelExpr.ofCall(call.id(), target, call.call().function(), arguments),
                checked.getSource(),
                references,
                checked.getTypeMap());
    }

    private static CelExpr variable(CelExpr argument, List<CelExpr> replaced) {
        return replaced.stream().anyMatch(other -> other.id() == argument.id())
                ? CelExpr.ofIdent(argument.id(), variable(argument))
                : argument;
    }
}
