package dev.setpoint.engine.expression.presence;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.setpoint.engine.diagnostic.Nearest;
import dev.setpoint.engine.expression.Complaint;
import dev.setpoint.engine.expression.PathExpression;
import dev.setpoint.engine.expression.Shapes;
import dev.setpoint.engine.expression.TypeScope;
import dev.setpoint.engine.expression.presence.AccessPath.Selection;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.PropertyPath.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Complaints about values that may be absent where a value is needed. */
final class Absences {

    private static final Pattern STEP = Pattern.compile("\\s*(\\.\\??\\s*\\w+|\\[\\??[^\\]]*])");

    private final CelAbstractSyntaxTree tree;
    private final String code;
    private final TypeScope scope;
    private List<Complaint> complaints = new ArrayList<>();

    Absences(CelAbstractSyntaxTree tree, String code, TypeScope scope) {
        this.tree = tree;
        this.code = code;
        this.scope = scope;
    }

    List<Complaint> complaints() {
        return complaints;
    }

    /** Runs a part's first look, of which only the types matter. */
    void quietly(Runnable look) {
        var before = complaints;
        complaints = new ArrayList<>();
        look.run();
        complaints = before;
    }

    /** Reports a step out of something that may be absent. */
    void step(CelExpr from, Step to, Surroundings around) {
        var step = to instanceof Step.Name(var name) && name.matches("\\w+")
                ? ".?" + name
                : to instanceof Step.Index(var index) ? "[?" + index + "]" : "[?'" + ((Step.Name) to).name() + "']";
        add("SP0330", from, subject(from, around) + ": write `" + written(from) + step + "`.");
    }

    /** Reports an operand that may be absent where a function or an operator needs a value. */
    void operand(CelExpr operand, String function, Surroundings around) {
        add("SP0331", operand, subject(operand, around) + ", and " + function + " needs a value: write `.orValue(…)`.");
    }

    /** Reports a step that leads nowhere, unless it is one of a path: these have been judged. */
    void member(CelExpr expr, Selection selection, Shape of, Surroundings around) {
        var isJudged = AccessPath.of(expr)
                .filter(path -> around.variable(path.first().ident().name()).isEmpty())
                .isPresent();
        if (!isJudged && selection.step() instanceof Step.Name(var name)) {
            var from = place(expr);
            var message = of instanceof Shape.ObjectOf
                    ? "There is no `" + name + "` in this map."
                    : "This is " + Shapes.describe(of) + " and has no `" + name + "`.";
            complaints.add(new Complaint(Math.max(from, code.indexOf(name, from)), name.length(), "SP0302", message)
                    .hint(
                            of instanceof Shape.ObjectOf object
                                    ? Nearest.hint(name, object.attributes().keySet())
                                    : Optional.empty()));
        }
    }

    private void add(String number, CelExpr at, String message) {
        complaints.add(new Complaint(offset(at), length(at), number, message));
    }

    private String subject(CelExpr expr, Surroundings around) {
        var reason = AccessPath.of(expr).flatMap(path -> reason(path, around));
        return "`" + written(expr) + "` may be absent"
                + reason.map(words -> " (" + words + ")").orElse("");
    }

    private Optional<String> reason(AccessPath path, Surroundings around) {
        var name = path.first().ident().name();
        if (around.variable(name).isPresent()) {
            return path.isAlone() ? Optional.empty() : Optional.of("it is not required");
        }
        return PathExpression.reference(name, path.steps())
                .flatMap(reference -> reference.path().steps().isEmpty()
                        ? scope.absence(reference.root(), reference.name())
                        : Optional.of(
                                scope.nameSpace().calls().containsKey(name)
                                        ? "the module may leave it out"
                                        : "it is not required"));
    }

    /** A path as the spec has it; the whole expression for any other part. */
    private String written(CelExpr expr) {
        if (AccessPath.of(expr).isEmpty()) {
            return code.strip();
        }
        var from = offset(expr);
        return code.substring(from, Math.min(code.length(), from + length(expr)))
                .strip();
    }

    private int offset(CelExpr expr) {
        return place(AccessPath.of(expr).map(AccessPath::first).orElse(expr));
    }

    private int place(CelExpr node) {
        var points = Optional.ofNullable(tree.getSource().getPositionsMap().get(node.id()))
                .orElse(0);
        return code.offsetByCodePoints(0, Math.clamp(points, 0, code.codePointCount(0, code.length())));
    }

    private int length(CelExpr expr) {
        var path = AccessPath.of(expr);
        var from = offset(expr);
        if (path.isEmpty()) {
            return 1;
        }
        var end = Math.min(from + path.get().first().ident().name().length(), code.length());
        var step = STEP.matcher(code);
        for (var i = 0;
                i < path.get().steps().size() && step.region(end, code.length()).lookingAt();
                i++) {
            end = step.end();
        }
        return end - from;
    }
}
