package dev.setpoint.engine.expression.cel;

import dev.cel.common.ast.CelExpr;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Measures parsed trees. Without recursion: a sum of ten thousand terms is a tree ten thousand nodes high. */
final class CelHeight {

    private record Visit(CelExpr node, int level) {}

    private CelHeight() {}

    /** The number of nodes on the longest way from the root to a leaf. */
    static int of(CelExpr root) {
        var visits = new ArrayDeque<Visit>();
        visits.push(new Visit(root, 1));
        var height = 0;
        while (!visits.isEmpty()) {
            var visit = visits.pop();
            height = Math.max(height, visit.level());
            children(visit.node()).forEach(child -> visits.push(new Visit(child, visit.level() + 1)));
        }
        return height;
    }

    /** The nodes right below a node. */
    static List<CelExpr> children(CelExpr node) {
        var children = new ArrayList<CelExpr>();
        switch (node.getKind()) {
            case SELECT -> children.add(node.select().operand());
            case CALL -> children.addAll(arguments(node.call()));
            case LIST -> children.addAll(node.list().elements());
            case MAP ->
                node.map().entries().forEach(entry -> {
                    children.add(entry.key());
                    children.add(entry.value());
                });
            case STRUCT -> node.struct().entries().forEach(entry -> children.add(entry.value()));
            case COMPREHENSION -> {
                var loop = node.comprehension();
                children.addAll(List.of(
                        loop.iterRange(), loop.accuInit(), loop.loopCondition(), loop.loopStep(), loop.result()));
            }
            case CONSTANT, IDENT, NOT_SET -> {}
        }
        return children;
    }

    /** Operands of a function, the value before its dot included. */
    static List<CelExpr> arguments(CelExpr.CelCall call) {
        var arguments = new ArrayList<CelExpr>();
        call.target().ifPresent(arguments::add);
        arguments.addAll(call.args());
        return arguments;
    }
}
