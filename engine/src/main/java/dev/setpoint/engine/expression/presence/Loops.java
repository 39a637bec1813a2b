package dev.setpoint.engine.expression.presence;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.setpoint.engine.expression.Paths;
import dev.setpoint.engine.expression.Shapes;
import dev.setpoint.engine.expression.presence.Surroundings.Variable;
import dev.setpoint.engine.schema.CommonEquality;
import dev.setpoint.engine.schema.Shape;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** Macros that go through lists and maps, and {@code cel.bind}: all are loops to CEL. */
final class Loops {

    private final Walk walk;
    private final Absences absences;

    Loops(Walk walk, Absences absences) {
        this.walk = walk;
        this.absences = absences;
    }

    Part of(CelExpr expr, Surroundings around) {
        var loop = expr.comprehension();
        var range = walk.needed(loop.iterRange(), "a loop", around);
        var start = walk.of(loop.accuInit(), around);
        var turn = turn(loop, range);
        var gathered = new AtomicReference<>(Variable.of(start));
        if (start.open()) {
            // Only the first turn tells what the loop gathers.
            absences.quietly(() ->
                    gathered.set(Variable.of(walk.of(loop.loopStep(), around.with(with(turn, loop, gathered.get()))))));
        }
        var inside = around.with(with(turn, loop, gathered.get()));
        var condition = walk.of(loop.loopCondition(), inside);
        var step = walk.of(loop.loopStep(), inside);
        var result = walk.of(loop.result(), around.with(Map.of(loop.accuVar(), gathered.get())));
        var rewritten = CelExpr.ofComprehension(
                expr.id(),
                loop.iterVar(),
                loop.iterVar2(),
                range.expr(),
                loop.accuVar(),
                start.expr(),
                condition.expr(),
                step.expr(),
                result.expr());
        return result.with(rewritten);
    }

    private static Map<String, Variable> with(Map<String, Variable> turn, CelComprehension loop, Variable gathered) {
        var variables = new HashMap<>(turn);
        variables.put(loop.accuVar(), gathered);
        return variables;
    }

    /** The variables of one turn: elements of a list, or their indices and themselves; names of a map, or names and values. */
    private static Map<String, Variable> turn(CelComprehension loop, Part range) {
        var text = new Shape.Text(CommonEquality.EXACT);
        var isList = range.shape() instanceof Shape.ListOf;
        var isMap = range.shape() instanceof Shape.MapOf || range.shape() instanceof Shape.ObjectOf;
        var element = Results.element(range.shape());
        var variables = new HashMap<String, Variable>();
        if (loop.iterVar2().isEmpty()) {
            variables.put(loop.iterVar(), Variable.of(isList ? element : isMap ? text : Paths.ANY));
        } else {
            variables.put(loop.iterVar(), Variable.of(isList ? new Shape.Num(true) : isMap ? text : Paths.ANY));
            variables.put(loop.iterVar2(), Variable.of(Shapes.plain(element)));
        }
        return variables;
    }
}
