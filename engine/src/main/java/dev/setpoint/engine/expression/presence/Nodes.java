package dev.setpoint.engine.expression.presence;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSource;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.setpoint.engine.value.PropertyPath.Step;
import java.util.Optional;

/** New nodes of a tree. Each stands where the one that it replaces stood. */
final class Nodes {

    private final CelSource.Builder source;
    private long last;

    Nodes(CelAbstractSyntaxTree tree) {
        this.source = tree.getSource().toBuilder();
        this.last = CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .mapToLong(node -> node.id())
                .max()
                .orElse(0);
    }

    /** The source with the places of the new nodes. */
    CelSource source() {
        return source.build();
    }

    private long id(CelExpr at) {
        var place = source.getPositionsMap().get(at.id());
        last++;
        if (place != null) {
            source.addPositions(last, place);
        }
        return last;
    }

    CelExpr call(CelExpr at, String function, CelExpr... arguments) {
        return CelExpr.ofCall(id(at), Optional.empty(), function, ImmutableList.copyOf(arguments));
    }

    CelExpr member(CelExpr at, CelExpr target, String function) {
        return CelExpr.ofCall(id(at), Optional.of(target), function, ImmutableList.of());
    }

    CelExpr present(CelExpr value) {
        return call(value, "optional.of", value);
    }

    CelExpr absent(CelExpr at) {
        return call(at, "optional.none");
    }

    CelExpr not(CelExpr condition) {
        return call(condition, "!_", condition);
    }

    CelExpr constant(CelExpr at, Step step) {
        return CelExpr.ofConstant(
                id(at),
                switch (step) {
                    case Step.Name(var name) -> CelConstant.ofValue(name);
                    case Step.Index(var index) -> CelConstant.ofValue((long) index);
                    case Step.Key _ -> throw new IllegalArgumentException("No expression selects by a key's value.");
                });
    }

    CelExpr select(CelExpr at, CelExpr operand, String field, boolean test) {
        return CelExpr.ofSelect(id(at), operand, field, test);
    }
}
