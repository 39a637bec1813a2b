package dev.setpoint.engine.expression.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelMutableAst;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelMutableExpr;
import dev.cel.common.ast.CelMutableExpr.CelMutableCall;
import dev.cel.common.navigation.CelNavigableMutableAst;
import dev.cel.common.navigation.CelNavigableMutableExpr;
import dev.cel.common.values.NullValue;
import dev.setpoint.engine.expression.cel.function.FunctionLibrary;
import dev.setpoint.engine.expression.cel.issue.CelIssues;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Changes to a parsed tree, so that CEL's checker accepts what Setpoint's language allows: {@code null} where there is
 * a value of any type, whole numbers beside doubles where the standard wants one type, and a map with named members
 * where it wants one with free keys.
 */
final class CelTrees {

    private static final Pattern OVERLOAD =
            Pattern.compile("found no matching overload for '([^']*)' applied to '(.*?)'.*", Pattern.DOTALL);

    private static final Pattern RANGE =
            Pattern.compile("expression of type 'setpoint\\.\\w+' cannot be range.*", Pattern.DOTALL);

    private static final Pattern NUMBER = Pattern.compile("\\b(?:u?int|double)\\b");
    private static final Pattern NUMBERS = Pattern.compile("\\(\\w+, (?:u?int, double|double, u?int)\\)");
    private static final Pattern OBJECT = Pattern.compile("setpoint\\.\\w+");
    private static final Pattern MAP = Pattern.compile("map\\((?:[^()]|\\([^()]*\\))*\\)");

    /**
     * For each function, types that the checker refuses and Setpoint accepts, with the argument that loses its static
     * type.
     */
    private static final Map<String, Map<Pattern, Integer>> ALLOWED = Map.of(
            "_==_", Map.of(Pattern.compile("\\((.*), \\1\\)"), 0),
            "_!=_", Map.of(Pattern.compile("\\((.*), \\1\\)"), 0),
            "_?_:_", Map.of(Pattern.compile("\\((?:bool|dyn), (.*), \\1\\)"), 1),
            "@in", Map.of(Pattern.compile("\\((.*), list\\(\\1\\)\\)"), 0, Pattern.compile("\\(.*, map\\)"), 1),
            "_[_]", Map.of(Pattern.compile("\\(map, .*\\)"), 0),
            "size", Map.of(Pattern.compile("\\(map\\)|map\\.\\(\\)"), 0));

    /** Functions that take maps, and how many of their first arguments are some. */
    private static final Map<String, Integer> MAPS = Map.of(
            "merge",
            2,
            "deepMerge",
            2,
            "without",
            1,
            "lookup",
            1,
            "prune",
            1,
            "nonEmpty",
            1,
            "arn.build",
            1,
            "_[?_]",
            1);

    /** The type of a map that has been opened. */
    private static final String OPENED = "map(string, dyn)";

    private CelTrees() {}

    /** The tree in which every {@code null} is of any type. */
    static CelAbstractSyntaxTree withNullOfAnyType(CelAbstractSyntaxTree parsed) {
        var tree = CelMutableAst.fromCelAst(parsed);
        var nulls = nodes(tree).stream()
                .filter(node -> node.getKind() == Kind.CONSTANT
                        && node.expr().constant().getKind() == CelConstant.Kind.NULL_VALUE)
                .map(CelNavigableMutableExpr::expr)
                .toList();
        if (nulls.isEmpty()) {
            return parsed;
        }
        var id = lastId(tree);
        for (var node : nulls) {
            var constant = CelMutableExpr.ofConstant(++id, CelConstant.ofValue(NullValue.NULL_VALUE));
            node.setCall(CelMutableCall.create("dyn", constant));
        }
        return tree.toParsedAst(true);
    }

    /**
     * Returns the tree changed so that the checker accepts it; empty when none of the issues is one that Setpoint
     * accepts.
     */
    static Optional<CelAbstractSyntaxTree> repaired(CelAbstractSyntaxTree parsed, List<CelIssue> issues) {
        var tree = CelMutableAst.fromCelAst(parsed);
        var repaired = issues.stream().map(issue -> repair(tree, issue)).reduce(false, Boolean::logicalOr);
        return repaired ? Optional.of(tree.toParsedAst(true)) : Optional.empty();
    }

    private static boolean repair(CelMutableAst tree, CelIssue issue) {
        var opened = CelIssues.call(issue).filter(CelTrees::takesMaps);
        if (opened.isPresent()) {
            return node(tree, issue, Kind.CALL)
                    .filter(node -> open(node.call(), opened.get(), tree))
                    .isPresent();
        }
        var overload = OVERLOAD.matcher(issue.getMessage());
        if (overload.matches()) {
            return node(tree, issue, Kind.CALL)
                    .filter(node -> convert(node.call(), overload.group(2), lastId(tree) + 1))
                    .isPresent();
        }
        if (!RANGE.matcher(issue.getMessage()).matches()) {
            return false;
        }
        var loop = node(tree, issue, Kind.COMPREHENSION).map(CelMutableExpr::comprehension);
        loop.ifPresent(found -> found.setIterRange(
                CelMutableExpr.ofCall(lastId(tree) + 1, CelMutableCall.create("dyn", found.iterRange()))));
        return loop.isPresent();
    }

    /** Tells whether the function takes maps of any values, and is applied to some that are not all of one type. */
    private static boolean takesMaps(CelIssues.Call call) {
        var maps = MAPS.getOrDefault(call.function(), 0);
        return call.arguments().size() >= maps
                && maps > 0
                && call.arguments().stream().limit(maps).allMatch(CelIssues::isMap)
                && call.arguments().stream().limit(maps).anyMatch(type -> !type.equals(OPENED));
    }

    private static boolean open(CelMutableCall call, CelIssues.Call issue, CelMutableAst tree) {
        var id = lastId(tree);
        for (var i = 0; i < MAPS.getOrDefault(issue.function(), 0); i++) {
            wrap(call, i, FunctionLibrary.OPEN, ++id);
        }
        return true;
    }

    private static Optional<CelMutableExpr> node(CelMutableAst tree, CelIssue issue, Kind kind) {
        return nodes(tree).stream()
                .map(CelNavigableMutableExpr::expr)
                .filter(node -> node.id() == issue.getExprId() && node.getKind() == kind)
                .findFirst();
    }

    /** Whole numbers become doubles where both are results; anything else loses its static type. */
    private static boolean convert(CelMutableCall call, String types, long id) {
        var alike = MAP.matcher(OBJECT.matcher(NUMBER.matcher(types).replaceAll("number"))
                        .replaceAll("map"))
                .replaceAll("map");
        var argument = ALLOWED.getOrDefault(call.function(), Map.of()).entrySet().stream()
                .filter(allowed -> allowed.getKey().matcher(alike).matches())
                .map(Map.Entry::getValue)
                .findFirst();
        argument.ifPresent(index -> {
            if (NUMBERS.matcher(types).matches()) {
                wrap(call, types.contains(", double, ") ? 2 : 1, "double", id);
            } else {
                wrap(call, index, "dyn", id);
            }
        });
        return argument.isPresent();
    }

    private static void wrap(CelMutableCall call, int argument, String conversion, long id) {
        var target = call.target();
        if (target.isPresent()) {
            call.setTarget(CelMutableExpr.ofCall(id, CelMutableCall.create(conversion, target.get())));
        } else {
            var inner = call.args().get(argument);
            call.setArg(argument, CelMutableExpr.ofCall(id, CelMutableCall.create(conversion, inner)));
        }
    }

    private static List<CelNavigableMutableExpr> nodes(CelMutableAst tree) {
        return CelNavigableMutableAst.fromAst(tree).getRoot().allNodes().toList();
    }

    private static long lastId(CelMutableAst tree) {
        return nodes(tree).stream().mapToLong(node -> node.expr().id()).max().orElse(0);
    }
}
