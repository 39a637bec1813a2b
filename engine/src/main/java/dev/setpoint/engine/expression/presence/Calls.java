package dev.setpoint.engine.expression.presence;

import com.google.common.collect.ImmutableList;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.setpoint.engine.expression.Paths;
import dev.setpoint.engine.expression.Shapes;
import dev.setpoint.engine.expression.function.ReservedNames;
import dev.setpoint.engine.schema.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Operators and functions: what may be absent among their operands, and the type of their results. */
final class Calls {

    private static final String VALUE = "value";

    private final Walk walk;
    private final Nodes nodes;

    Calls(Walk walk, Nodes nodes) {
        this.walk = walk;
        this.nodes = nodes;
    }

    Part of(CelExpr expr, Surroundings around) {
        var call = expr.call();
        var operator = Operator.findReverse(call.function());
        if (operator.isPresent()) {
            switch (operator.get()) {
                case CONDITIONAL -> {
                    return conditional(expr, around);
                }
                case LOGICAL_AND, LOGICAL_OR -> {
                    return logical(expr, operator.get() == Operator.LOGICAL_AND, around);
                }
                case EQUALS, NOT_EQUALS -> {
                    return compared(expr, around);
                }
                default -> {}
            }
        }
        if (call.function().equals(AccessPath.OPTIONAL_INDEX)) {
            return lookedUp(expr, around);
        }
        return optionals(expr, around).orElseGet(() -> function(expr, around));
    }

    private Part conditional(CelExpr expr, Surroundings around) {
        var arguments = expr.call().args();
        var condition = walk.needed(arguments.getFirst(), "a condition", around);
        var chosen = walk.of(arguments.get(1), around.when(arguments.getFirst(), true));
        var other = walk.of(arguments.get(2), around.when(arguments.getFirst(), false));
        var shape = joined(chosen, other);
        var optional = chosen.optional() || other.optional();
        var branches = new ArrayList<CelExpr>();
        branches.add(condition.expr());
        for (var branch : List.of(chosen, other)) {
            var typed = alike(branch, shape, chosen.open() || other.open());
            branches.add(optional && !branch.optional() ? nodes.present(typed) : typed);
        }
        return new Part(rebuilt(expr, Optional.empty(), branches), shape, optional, chosen.open() && other.open());
    }

    static Shape joined(Part one, Part other) {
        if (one.open()) {
            return other.shape();
        }
        return other.open() ? one.shape() : Shapes.join(one.shape(), other.shape());
    }

    /** The part with a type that CEL takes for the joined one. */
    private CelExpr alike(Part part, Shape joined, boolean open) {
        if (open || Shapes.plain(part.shape()).equals(Shapes.plain(joined))) {
            return part.expr();
        }
        if (joined instanceof Shape.Num && !part.optional()) {
            return nodes.call(part.expr(), "double", part.expr());
        }
        // Types that cannot be joined are CEL's to complain of.
        return joined.equals(Paths.ANY) && !part.shape().equals(Paths.ANY)
                ? part.expr()
                : nodes.call(part.expr(), "dyn", part.expr());
    }

    private Part logical(CelExpr expr, boolean and, Surroundings around) {
        var sentence = and ? "`&&`" : "`||`";
        var operands = new ArrayList<CelExpr>();
        var here = around;
        for (var operand : expr.call().args()) {
            operands.add(walk.needed(operand, sentence, here).expr());
            here = here.when(operand, and);
        }
        return Part.of(rebuilt(expr, Optional.empty(), operands), new Shape.Bool());
    }

    private Part compared(CelExpr expr, Surroundings around) {
        var arguments = expr.call().args();
        var beside = Facts.beside(arguments);
        if (beside.isPresent()) {
            return presence(expr, beside.get(), around);
        }
        var one = walk.of(arguments.getFirst(), around);
        var other = walk.of(arguments.getLast(), around);
        var optional = one.optional() || other.optional();
        var operands = new ArrayList<CelExpr>();
        for (var operand : List.of(one, other)) {
            operands.add(optional && !operand.optional() ? nodes.present(operand.expr()) : operand.expr());
        }
        return Part.of(rebuilt(expr, Optional.empty(), operands), new Shape.Bool());
    }

    /** A comparison with {@code null}: is there a value? That of a path needs not be known. */
    private Part presence(CelExpr expr, CelExpr operand, Surroundings around) {
        var part = walk.of(operand, around);
        if (!part.optional()) {
            var constant = Facts.isNull(expr.call().args().getFirst())
                    ? expr.call().args().getFirst()
                    : expr.call().args().getLast();
            return Part.of(
                    rebuilt(expr, Optional.empty(), List.of(nodes.call(part.expr(), "dyn", part.expr()), constant)),
                    new Shape.Bool());
        }
        var present = tested(part.expr()).orElseGet(() -> nodes.member(expr, part.expr(), "hasValue"));
        var equals = expr.call().function().equals(Operator.EQUALS.getFunction());
        return Part.of(equals ? nodes.not(present) : present, new Shape.Bool());
    }

    /** A test of a member, which does not read its value. */
    private Optional<CelExpr> tested(CelExpr optional) {
        if (optional.getKind() != Kind.CALL || !optional.call().function().equals(AccessPath.OPTIONAL_SELECT)) {
            return Optional.empty();
        }
        var operand = optional.call().args().getFirst();
        var nested = operand.getKind() == Kind.CALL && operand.call().function().equals(AccessPath.OPTIONAL_SELECT);
        return nested
                ? Optional.empty()
                : Optional.of(nodes.select(
                        optional,
                        operand,
                        optional.call().args().getLast().constant().stringValue(),
                        true));
    }

    /** {@code m[?k]} with a key that is computed. */
    private Part lookedUp(CelExpr expr, Surroundings around) {
        var of = walk.of(expr.call().args().getFirst(), around);
        var key = walk.needed(expr.call().args().getLast(), "a key", around);
        return Part.optional(
                rebuilt(expr, Optional.empty(), List.of(of.expr(), key.expr())), Results.element(of.shape()));
    }

    /** Functions of optional values. */
    private Optional<Part> optionals(CelExpr expr, Surroundings around) {
        var call = expr.call();
        var name = call.target()
                        .filter(target -> target.getKind() == Kind.IDENT)
                        .map(target -> target.ident().name() + ".")
                        .orElse("")
                + call.function();
        if (name.equals("optional.of")) {
            var value = walk.of(call.args().getFirst(), around);
            return Optional.of(value.optional() ? value : Part.optional(nodes.present(value.expr()), value.shape()));
        }
        if (name.equals("optional.none")) {
            return Optional.of(new Part(nodes.absent(expr), Paths.ANY, true, true));
        }
        return call.target().isEmpty()
                ? Optional.empty()
                : switch (call.function()) {
                    case "hasValue", VALUE ->
                        call.args().isEmpty() ? Optional.of(looked(expr, around)) : Optional.empty();
                    case "orValue", "or" -> call.args().size() == 1 ? Optional.of(or(expr, around)) : Optional.empty();
                    default -> Optional.empty();
                };
    }

    private Part looked(CelExpr expr, Surroundings around) {
        var target = optional(walk.of(expr.call().target().orElseThrow(), around));
        if (expr.call().function().equals(VALUE)) {
            return Part.of(rebuilt(expr, Optional.of(target.expr()), List.of()), target.shape());
        }
        return Part.of(
                tested(target.expr()).orElseGet(() -> rebuilt(expr, Optional.of(target.expr()), List.of())),
                new Shape.Bool());
    }

    private Part or(CelExpr expr, Surroundings around) {
        var target = optional(walk.of(expr.call().target().orElseThrow(), around));
        var written = expr.call().args().getFirst();
        var instead = expr.call().function().equals("or")
                ? optional(walk.of(written, around))
                : walk.needed(written, "`orValue`", around);
        var shape = joined(target, instead);
        var differ = !target.open()
                && !instead.open()
                && !Shapes.plain(target.shape()).equals(Shapes.plain(instead.shape()));
        var argument = differ ? nodes.call(instead.expr(), "dyn", instead.expr()) : instead.expr();
        var result = rebuilt(
                expr,
                Optional.of(differ ? nodes.call(target.expr(), "dyn", target.expr()) : target.expr()),
                List.of(argument));
        return new Part(result, shape, instead.optional(), target.open() && instead.open());
    }

    /** The part as one that may be absent. */
    private Part optional(Part part) {
        return part.optional() || part.shape().equals(Paths.ANY)
                ? part
                : Part.optional(nodes.present(part.expr()), part.shape());
    }

    private Part function(CelExpr expr, Surroundings around) {
        var call = expr.call();
        if (call.function().equals(Results.COALESCE)) {
            return coalesced(expr, around);
        }
        var name = Results.called(call.function());
        var gathers = Results.GATHERERS.contains(call.function());
        var space = call.target().filter(target -> isSpace(target, around));
        var target = space.isPresent()
                ? space.map(Part::any)
                : call.target().map(written -> gathers ? walk.of(written, around) : walk.needed(written, name, around));
        var arguments = new ArrayList<Part>();
        for (var argument : call.args()) {
            arguments.add(gathers ? walk.of(argument, around) : walk.needed(argument, name, around));
        }
        var parts = new ArrayList<Part>();
        target.filter(_ -> space.isEmpty()).ifPresent(parts::add);
        parts.addAll(arguments);
        var rewritten = rebuilt(
                expr, target.map(Part::expr), arguments.stream().map(Part::expr).toList());
        var prefix = space.map(named -> named.ident().name() + ".").orElse("");
        return Results.of(prefix + call.function(), parts, rewritten);
    }

    /** The first value that is there of several, which CEL has as one list. */
    private Part coalesced(CelExpr expr, Surroundings around) {
        var list = expr.call().args().getFirst();
        var parts = list.list().elements().stream()
                .map(element -> walk.of(element, around))
                .toList();
        var elements = CelExpr.ofList(
                list.id(), ImmutableList.copyOf(parts.stream().map(Part::expr).toList()), ImmutableList.of());
        return Results.of(Results.COALESCE, parts, rebuilt(expr, Optional.empty(), List.of(elements)));
    }

    /** The name of a group of functions: {@code math}. */
    private static boolean isSpace(CelExpr target, Surroundings around) {
        return target.getKind() == Kind.IDENT
                && around.variable(target.ident().name()).isEmpty()
                && ReservedNames.isSpace(target.ident().name());
    }

    private static CelExpr rebuilt(CelExpr expr, Optional<CelExpr> target, List<CelExpr> arguments) {
        return CelExpr.ofCall(expr.id(), target, expr.call().function(), ImmutableList.copyOf(arguments));
    }
}
