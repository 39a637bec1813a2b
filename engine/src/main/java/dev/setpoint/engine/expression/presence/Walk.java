package dev.setpoint.engine.expression.presence;

import com.google.common.collect.ImmutableList;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.setpoint.engine.expression.PathExpression;
import dev.setpoint.engine.expression.Paths;
import dev.setpoint.engine.expression.Reference.Root;
import dev.setpoint.engine.expression.Shapes;
import dev.setpoint.engine.expression.TypeScope;
import dev.setpoint.engine.expression.presence.AccessPath.Selection;
import dev.setpoint.engine.schema.Attribute;
import dev.setpoint.engine.schema.CommonEquality;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.PropertyPath.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Goes through a tree from its leaves to its root. */
final class Walk {

    /** Makes an optional of a value that may be null. */
    private static final String PRESENT = "cel.@present";

    private final Nodes nodes;
    private final Absences absences;
    private final TypeScope scope;
    private final Calls calls;
    private final Loops loops;

    Walk(Nodes nodes, Absences absences, TypeScope scope) {
        this.nodes = nodes;
        this.absences = absences;
        this.scope = scope;
        this.calls = new Calls(this, nodes);
        this.loops = new Loops(this, absences);
    }

    Part of(CelExpr expr, Surroundings around) {
        var selection = AccessPath.selection(expr);
        if (selection.isPresent()) {
            return select(expr, selection.get(), around);
        }
        return switch (expr.getKind()) {
            case CONSTANT -> constant(expr);
            case IDENT -> name(expr, around);
            case LIST -> list(expr, around);
            case MAP -> map(expr, around);
            case CALL -> calls.of(expr, around);
            case COMPREHENSION -> loops.of(expr, around);
            default -> Part.any(expr);
        };
    }

    /** A part that must have a value, for something that is called so in sentences. */
    Part needed(CelExpr expr, String function, Surroundings around) {
        var part = of(expr, around);
        if (!part.optional() || Facts.isNull(expr)) {
            return part;
        }
        absences.operand(expr, function, around);
        return Part.any(nodes.member(expr, part.expr(), "value"));
    }

    private Part constant(CelExpr expr) {
        return switch (expr.constant().getKind()) {
            case NULL_VALUE -> new Part(nodes.absent(expr), Paths.ANY, true, true);
            case STRING_VALUE -> Part.of(expr, new Shape.Text(CommonEquality.EXACT));
            case INT64_VALUE, UINT64_VALUE -> Part.of(expr, new Shape.Num(true));
            case DOUBLE_VALUE -> Part.of(expr, new Shape.Num(false));
            case BOOLEAN_VALUE -> Part.of(expr, new Shape.Bool());
            default -> Part.any(expr);
        };
    }

    private Part name(CelExpr expr, Surroundings around) {
        var name = expr.ident().name();
        var variable = around.variable(name);
        if (variable.isPresent()) {
            var found = variable.get();
            return found.optional() && around.facts().holdFor(expr)
                    ? Part.of(nodes.member(expr, expr, "value"), found.shape())
                    : new Part(expr, found.shape(), found.optional(), found.open());
        }
        var shape = scope.shape(Root.RESOURCE, name).orElse(Paths.ANY);
        return isPresent(Root.RESOURCE, name, around) || around.facts().holdFor(expr)
                ? Part.of(expr, shape)
                : Part.optional(nodes.call(expr, PRESENT, expr), shape);
    }

    /** Returns true when nothing of this name is ever absent, or not where these facts hold. */
    private boolean isPresent(Root root, String name, Surroundings around) {
        return scope.absence(root, name).isEmpty()
                || scope.guard(root, name)
                        .filter(guard -> around.facts().imply(guard.condition(), nodes.source()))
                        .isPresent();
    }

    private Part select(CelExpr expr, Selection selection, Surroundings around) {
        var root = root(selection, around);
        if (root.isPresent()) {
            return root(expr, selection, root.get(), around);
        }
        var operand = of(selection.operand(), around);
        if (operand.optional() && !selection.safe()) {
            absences.step(selection.operand(), selection.step(), around);
            return Part.any(expr);
        }
        var member = Paths.step(operand.shape(), selection.step());
        if (member.isEmpty()) {
            absences.member(expr, selection, operand.shape(), around);
            return Part.any(expr);
        }
        return member(expr, selection, operand, member.get(), mayLack(operand.shape(), selection.step()), around);
    }

    private static boolean mayLack(Shape of, Step step) {
        return of instanceof Shape.ObjectOf object
                && step instanceof Step.Name(var name)
                && object.optional().contains(name);
    }

    /** The root of names that the selection takes one of: {@code inputs}. */
    private static Optional<Root> root(Selection selection, Surroundings around) {
        if (selection.operand().getKind() != Kind.IDENT) {
            return Optional.empty();
        }
        var name = selection.operand().ident().name();
        return around.variable(name).isPresent()
                ? Optional.empty()
                : PathExpression.reference(name, List.of(selection.step()))
                        .map(reference -> reference.root())
                        .filter(root -> root != Root.RESOURCE);
    }

    private Part root(CelExpr expr, Selection selection, Root root, Surroundings around) {
        var name = selection.step() instanceof Step.Name(var text) ? text : "";
        var shape = scope.shape(root, name).orElse(Paths.ANY);
        var operand = Part.any(selection.operand());
        return member(expr, selection, operand, shape, !isPresent(root, name, around), around);
    }

    private Part member(
            CelExpr expr, Selection selection, Part operand, Shape shape, boolean mayLack, Surroundings around) {
        if (selection.test()) {
            return Part.of(rebuilt(expr, selection, operand.expr()), new Shape.Bool());
        }
        if (around.facts().holdFor(expr) && !operand.optional()) {
            return Part.of(rebuilt(expr, selection, operand.expr()), shape);
        }
        if (selection.safe() || mayLack) {
            var function =
                    selection.step() instanceof Step.Name ? AccessPath.OPTIONAL_SELECT : AccessPath.OPTIONAL_INDEX;
            return Part.optional(
                    nodes.call(expr, function, operand.expr(), nodes.constant(expr, selection.step())), shape);
        }
        return Part.of(rebuilt(expr, selection, operand.expr()), shape);
    }

    /** The plain selection, of a rewritten operand. */
    private CelExpr rebuilt(CelExpr expr, Selection selection, CelExpr operand) {
        if (expr.getKind() == Kind.SELECT) {
            return CelExpr.ofSelect(
                    expr.id(), operand, expr.select().field(), expr.select().testOnly());
        }
        return selection.step() instanceof Step.Name(var name) && selection.safe()
                ? nodes.select(expr, operand, name, false)
                : CelExpr.ofCall(
                        expr.id(),
                        Optional.empty(),
                        AccessPath.INDEX,
                        ImmutableList.of(operand, expr.call().args().get(1)));
    }

    private Part list(CelExpr expr, Surroundings around) {
        var elements = new ArrayList<CelExpr>();
        var optional = new ArrayList<Integer>();
        var marked = Set.copyOf(expr.list().optionalIndices());
        Optional<Shape> item = Optional.empty();
        for (var element : expr.list().elements()) {
            var part = of(element, around);
            if (part.optional() || marked.contains(elements.size())) {
                optional.add(elements.size());
            }
            elements.add(
                    marked.contains(elements.size()) && !part.optional() ? nodes.present(part.expr()) : part.expr());
            item = part.open()
                    ? item
                    : Optional.of(
                            item.map(known -> Shapes.join(known, part.shape())).orElse(part.shape()));
        }
        return new Part(
                CelExpr.ofList(expr.id(), ImmutableList.copyOf(elements), ImmutableList.copyOf(optional)),
                new Shape.ListOf(item.orElse(Paths.ANY), false, Optional.empty()),
                false,
                item.isEmpty());
    }

    private Part map(CelExpr expr, Surroundings around) {
        var entries = new ArrayList<CelExpr.CelMap.Entry>();
        var values = new ArrayList<Shape>();
        var members = new LinkedHashMap<String, Attribute>();
        var optional = new HashSet<String>();
        for (var entry : expr.map().entries()) {
            var key = needed(entry.key(), "the name of an entry", around);
            var value = of(entry.value(), around);
            var marked = entry.optionalEntry() && !value.optional() ? nodes.present(value.expr()) : value.expr();
            entries.add(CelExpr.ofMapEntry(entry.id(), key.expr(), marked, entry.optionalEntry() || value.optional()));
            values.add(value.shape());
            text(entry.key()).ifPresent(name -> {
                members.put(name, Attribute.typed(name, value.shape()));
                if (value.optional()) {
                    optional.add(name);
                }
            });
        }
        var isNamed = expr.map().entries().stream()
                .allMatch(entry -> text(entry.key()).isPresent());
        return new Part(
                CelExpr.ofMap(expr.id(), ImmutableList.copyOf(entries)),
                isNamed
                        ? new Shape.ObjectOf(members, false, Set.copyOf(optional))
                        : new Shape.MapOf(values.stream().reduce(Shapes::join).orElse(Paths.ANY)),
                false,
                entries.isEmpty());
    }

    /** The text of a constant; empty for any other expression. */
    private static Optional<String> text(CelExpr expr) {
        return expr.getKind() == Kind.CONSTANT && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE
                ? Optional.of(expr.constant().stringValue())
                : Optional.empty();
    }
}
