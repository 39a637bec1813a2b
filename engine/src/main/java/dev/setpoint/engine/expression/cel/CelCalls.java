package dev.setpoint.engine.expression.cel;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The function calls of one tree, by their last argument. Arguments are evaluated in order, so a function is called
 * next when its last argument has a value. Expressions are numbered from 1.
 */
final class CelCalls {

    private static final String AND = Operator.LOGICAL_AND.getFunction();
    private static final String OR = Operator.LOGICAL_OR.getFunction();
    private static final Set<String> LAZY = Set.of(AND, OR, Operator.CONDITIONAL.getFunction());

    /**
     * A call of a function.
     *
     * @param arguments the numbers of the expressions it is applied to
     * @param growing whether it adds to what a loop has gathered so far
     */
    record Call(String function, List<Integer> arguments, boolean growing) {

        /** The value of an operand that decides the result of a logical operator. */
        boolean decisive() {
            return function.equals(OR);
        }
    }

    private final List<Optional<Call>> byLast = new ArrayList<>();
    private final List<Optional<Call>> logical = new ArrayList<>();
    private final boolean[] arguments;

    private CelCalls(CelExpr root) {
        var calls = new HashMap<Integer, Call>();
        var operators = new HashMap<Integer, Call>();
        var gathered = new HashSet<String>();
        var most = 0L;
        for (var node : nodes(root)) {
            most = Math.max(most, node.id());
            if (node.getKind() == Kind.COMPREHENSION && !isBinding(node.comprehension())) {
                gathered.add(node.comprehension().accuVar());
            }
            if (node.getKind() == Kind.CALL) {
                add(node, gathered, calls, operators);
            }
        }
        this.arguments = new boolean[(int) most + 1];
        for (var number = 0; number <= most; number++) {
            byLast.add(Optional.ofNullable(calls.get(number)));
            logical.add(Optional.ofNullable(operators.get(number)));
        }
        calls.values().forEach(this::mark);
        operators.values().forEach(this::mark);
    }

    /** Tells whether it only names a value: then that is what it was before, and not what a loop has gathered. */
    private static boolean isBinding(CelExpr.CelComprehension loop) {
        return loop.iterRange().getKind() == Kind.LIST
                && loop.iterRange().list().elements().isEmpty();
    }

    static CelCalls of(CelExpr root) {
        return new CelCalls(root);
    }

    /** Each before what is below it. */
    private static List<CelExpr> nodes(CelExpr root) {
        var nodes = new ArrayList<CelExpr>();
        var visits = new ArrayDeque<CelExpr>();
        visits.push(root);
        while (!visits.isEmpty()) {
            var node = visits.pop();
            nodes.add(node);
            CelHeight.children(node).forEach(visits::push);
        }
        return nodes;
    }

    private static void add(
            CelExpr node, Set<String> gathered, Map<Integer, Call> calls, Map<Integer, Call> operators) {
        var applied = CelHeight.arguments(node.call());
        if (applied.isEmpty()) {
            return;
        }
        var first = applied.getFirst();
        var growing =
                first.getKind() == Kind.IDENT && gathered.contains(first.ident().name());
        var numbers = applied.stream().map(argument -> (int) argument.id()).toList();
        var call = new Call(node.call().function(), numbers, growing);
        if (!LAZY.contains(call.function())) {
            calls.put(numbers.getLast(), call);
        } else if (!call.function().equals(Operator.CONDITIONAL.getFunction())) {
            operators.put((int) node.id(), call);
        }
    }

    private void mark(Call call) {
        for (var number : call.arguments()) {
            arguments[number] = true;
        }
    }

    /** One more than the highest number of an expression. */
    int size() {
        return arguments.length;
    }

    boolean isArgument(int expression) {
        return arguments[expression];
    }

    /** The call that is made once this expression has a value. */
    Optional<Call> after(int expression) {
        return byLast.get(expression);
    }

    /** The expression itself if it is a logical operator, which does without an operand that fails. */
    Optional<Call> logical(int expression) {
        return logical.get(expression);
    }
}
