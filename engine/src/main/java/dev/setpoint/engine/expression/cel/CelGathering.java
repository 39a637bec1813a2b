package dev.setpoint.engine.expression.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelMutableAst;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelMutableExpr;
import dev.cel.common.ast.CelMutableExpr.CelMutableCall;
import dev.cel.common.navigation.CelNavigableMutableAst;
import dev.cel.common.navigation.CelNavigableMutableExpr;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.setpoint.engine.expression.cel.function.FunctionLibrary;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Changes to a parsed tree once types are known: {@code coalesce} and {@code lookup} become CEL's operations on
 * optionals, which evaluate what they need and no more, and no optional holds another.
 */
final class CelGathering {

    private static final String OPTIONAL_OF = "optional.of";

    /** Words of which one stands in every expression that is changed. */
    private static final Pattern WRITTEN = Pattern.compile("\\b(?:coalesce|lookup|when|of|optMap)\\b");

    private static final Set<CelKind> NUMBERS = Set.of(CelKind.INT, CelKind.UINT, CelKind.DOUBLE);

    private static final Set<CelKind> MAPS = Set.of(CelKind.MAP, CelKind.STRUCT);

    private final CelMutableAst tree;
    private final CelAbstractSyntaxTree checked;
    private final List<CelMutableExpr> nodes;
    private long last;

    private CelGathering(CelAbstractSyntaxTree parsed, CelAbstractSyntaxTree checked) {
        this.tree = CelMutableAst.fromCelAst(parsed);
        this.checked = checked;
        this.nodes = CelNavigableMutableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .map(CelNavigableMutableExpr::expr)
                .toList();
        this.last = nodes.stream().mapToLong(CelMutableExpr::id).max().orElse(0);
    }

    /** The tree to check once more; empty when there is nothing to change. */
    static Optional<CelAbstractSyntaxTree> resolved(
            String code, CelAbstractSyntaxTree parsed, CelAbstractSyntaxTree checked) {
        if (!WRITTEN.matcher(code).find()) {
            return Optional.empty();
        }
        var gathering = new CelGathering(parsed, checked);
        var changed = gathering.nodes.stream()
                .filter(node -> node.getKind() == Kind.CALL)
                .map(gathering::change)
                .reduce(false, Boolean::logicalOr);
        return changed ? Optional.of(gathering.tree.toParsedAst(true)) : Optional.empty();
    }

    private boolean change(CelMutableExpr node) {
        var arguments = node.call().args();
        return switch (node.call().function()) {
            case FunctionLibrary.COALESCE ->
                coalesce(node, arguments.getFirst().list().elements());
            case "lookup" -> lookup(node, arguments);
            case OPTIONAL_OF -> once(node, arguments.getFirst());
            default -> false;
        };
    }

    /** An inner call has its type in the next turn. */
    private boolean coalesce(CelMutableExpr node, List<CelMutableExpr> elements) {
        if (elements.stream().anyMatch(CelGathering::isOpen)) {
            return false;
        }
        var unlike = elements.stream()
                .filter(element -> !canJoin(held(element), held(elements.getLast())))
                .findFirst();
        if (unlike.isPresent()) {
            // CEL complains of these two at the place of the whole call.
            node.setCall(CelMutableCall.create(optional(unlike.get()), "orValue", elements.getLast()));
            return true;
        }
        var alike = elements.stream().map(this::held).distinct().count() == 1;
        var last = elements.getLast();
        var result = last;
        for (var element : elements.reversed().subList(1, elements.size())) {
            var first = alike ? optional(element) : call(FunctionLibrary.PRESENT, call("dyn", element));
            result = CelMutableExpr.ofCall(
                    ++this.last, CelMutableCall.create(first, isOptional(last) ? "or" : "orValue", result));
        }
        node.setCall(result.call());
        return true;
    }

    /** Values of one type, numbers and maps of several, and whatever may be of any type. */
    private static boolean canJoin(CelType one, CelType other) {
        return one.equals(other)
                || one.kind() == CelKind.DYN
                || other.kind() == CelKind.DYN
                || (NUMBERS.contains(one.kind()) && NUMBERS.contains(other.kind()))
                || (MAPS.contains(one.kind()) && MAPS.contains(other.kind()))
                || (one.kind() == CelKind.LIST && other.kind() == CelKind.LIST);
    }

    private CelMutableExpr optional(CelMutableExpr element) {
        return isOptional(element) ? element : call(FunctionLibrary.PRESENT, element);
    }

    private static boolean isOpen(CelMutableExpr element) {
        return element.getKind() == Kind.CALL
                && (element.call().function().equals(FunctionLibrary.COALESCE)
                        || element.call().function().equals("lookup"));
    }

    /** The default is evaluated for a key that is not there. */
    private boolean lookup(CelMutableExpr node, List<CelMutableExpr> arguments) {
        if (arguments.size() != 3 || arguments.stream().anyMatch(CelGathering::isOpen)) {
            return false;
        }
        var map = arguments.get(0);
        var otherwise = type(map).equals(SimpleType.DYN) ? call("dyn", arguments.get(2)) : arguments.get(2);
        var entry = call(Operator.OPTIONAL_INDEX.getFunction(), map, arguments.get(1));
        node.setCall(CelMutableCall.create(entry, "orValue", otherwise));
        return true;
    }

    private boolean once(CelMutableExpr node, CelMutableExpr argument) {
        if (!isOptional(argument)) {
            return false;
        }
        node.setCall(CelMutableCall.create(argument, "or", call("optional.none")));
        return true;
    }

    private CelMutableExpr call(String function, CelMutableExpr... arguments) {
        return CelMutableExpr.ofCall(++last, CelMutableCall.create(function, arguments));
    }

    private boolean isOptional(CelMutableExpr node) {
        return type(node) instanceof OptionalType;
    }

    /** The type of the value, if it is present. */
    private CelType held(CelMutableExpr node) {
        return type(node) instanceof OptionalType optional
                ? optional.parameters().getFirst()
                : type(node);
    }

    private CelType type(CelMutableExpr node) {
        return checked.getType(node.id()).orElse(SimpleType.DYN);
    }
}
