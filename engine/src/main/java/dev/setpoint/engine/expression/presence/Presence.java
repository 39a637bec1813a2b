package dev.setpoint.engine.expression.presence;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.setpoint.engine.expression.Complaint;
import dev.setpoint.engine.expression.Condition;
import dev.setpoint.engine.expression.TypeScope;
import dev.setpoint.engine.schema.Shape;
import java.util.List;

/**
 * Makes of a parsed tree one that CEL's checker can judge: values that may be absent become CEL's optionals, and steps
 * out of them are followed only where a value is. The types of all parts are found on the way, those of maps with named
 * members more exactly than CEL knows them.
 */
public final class Presence {

    private Presence() {}

    /**
     * The rewritten tree.
     *
     * @param shape of the result; {@link dev.setpoint.engine.expression.Paths#ANY} where only CEL can tell
     * @param optional true when there may be no result
     */
    public record Rewritten(CelAbstractSyntaxTree tree, Shape shape, boolean optional) {}

    /** The facts that follow from an expression that is true. */
    public static Condition condition(CelAbstractSyntaxTree parsed) {
        return Facts.of(parsed);
    }

    /**
     * Rewrites a tree.
     *
     * @param code the text of the expression
     * @param complaints gets one for each place where a value is needed and may be absent (SP0330, SP0331)
     */
    public static Rewritten of(CelAbstractSyntaxTree parsed, String code, TypeScope scope, List<Complaint> complaints) {
        var nodes = new Nodes(parsed);
        var absences = new Absences(parsed, code, scope);
        var result = new Walk(nodes, absences, scope).of(parsed.getExpr(), Surroundings.of(scope.facts()));
        complaints.addAll(absences.complaints());
        return new Rewritten(
                CelAbstractSyntaxTree.newParsedAst(result.expr(), nodes.source()), result.shape(), result.optional());
    }
}
