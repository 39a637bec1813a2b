package dev.setpoint.engine.expression.cel.function;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelListsExtensions;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import dev.cel.runtime.CelRuntimeBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All functions and macros beside the standard ones: those of CEL's libraries, many of them with bindings of ours that
 * read their arguments lazily and take linear time, and our own.
 */
public final class FunctionLibrary {

    /** Call of {@code coalesce}: its argument is a list of all arguments. Replaced before it is evaluated. */
    public static final String COALESCE = "cel.@coalesce";

    /** The value of an argument as an optional. */
    public static final String PRESENT = OptionalFunctions.PRESENT;

    /** A map of any values. */
    public static final String OPEN = GatheringFunctions.OPEN;

    private static final CelListsExtensions LISTS = CelExtensions.lists(
            CelListsExtensions.Function.SLICE,
            CelListsExtensions.Function.FLATTEN,
            CelListsExtensions.Function.RANGE,
            CelListsExtensions.Function.DISTINCT,
            CelListsExtensions.Function.REVERSE,
            CelListsExtensions.Function.SORT);

    /** Functions of optionals. An optional has no members of its own: a step out of it is {@code .?} or {@code [?]}. */
    private static final Set<String> OPTIONALS = Set.of(
            "optional.of", "optional.none", "hasValue", "value", "or", "orValue", "first", "last", "_?._", "_[?_]");

    private static final String OPTIONAL_OF = "optional.of";

    private static final Set<String> GIVING_OPTIONALS = Set.of(
            OPTIONAL_OF, "optional.none", "or", "first", "last", "_?._", "_[?_]", "nonEmpty", "prune", "extract");

    private static final String REVERSE = "reverse";

    private FunctionLibrary() {}

    /** Declares functions and macros. */
    public static void declare(CelCompilerBuilder compiler, CelOptions options) {
        compiler.addLibraries(
                CelExtensions.strings(),
                CelExtensions.math(),
                CelExtensions.comprehensions(),
                CelExtensions.bindings());
        compiler.addFunctionDeclarations(standard(options));
        own().forEach(definition -> compiler.addFunctionDeclarations(definition.declaration()));
        CelExtensions.optional().macros().stream()
                .filter(macro -> macro.getFunction().equals("optMap"))
                .forEach(compiler::addMacros);
        compiler.addMacros(
                CelMacro.newGlobalMacro("when", 2, (make, _, arguments) -> when(make, arguments)),
                CelMacro.newGlobalVarArgMacro("coalesce", (make, _, arguments) -> coalesce(make, arguments)),
                folding("merge"),
                folding("deepMerge"));
    }

    /** Binds functions. */
    public static void bind(CelRuntimeBuilder runtime, CelOptions options) {
        runtime.addLibraries(CelExtensions.strings(), CelExtensions.math(), CelExtensions.comprehensions());
        var declared = standard(options);
        for (var definition : bound()) {
            declared.stream()
                    .filter(function -> function.name().equals(definition.name()))
                    .forEach(function -> runtime.addFunctionBindings(definition.bindings(function)));
        }
        own().forEach(definition -> runtime.addFunctionBindings(definition.bindings()));
    }

    /** Functions that CEL's libraries declare and we bind. */
    private static List<CelFunctionDecl> standard(CelOptions options) {
        var functions = new ArrayList<CelFunctionDecl>(LISTS.functions());
        functions.addAll(CelExtensions.sets(options).functions());
        functions.addAll(CelExtensions.regex().functions());
        CelExtensions.optional().functions().stream()
                .filter(function -> OPTIONALS.contains(function.name()))
                .forEach(functions::add);
        return functions;
    }

    private static List<Definition> bound() {
        var all = new ArrayList<>(ListFunctions.standard());
        all.add(Definition.member(REVERSE, ListFunctions::reverse));
        all.addAll(RegexFunctions.standard());
        all.addAll(OptionalFunctions.standard());
        return all;
    }

    private static List<Definition> own() {
        return Stream.of(
                        OptionalFunctions.own(),
                        GatheringFunctions.own(),
                        TextFunctions.own(),
                        EncodingFunctions.own(),
                        FileFunctions.own(),
                        CidrFunctions.own(),
                        ArnFunctions.own())
                .flatMap(List::stream)
                .toList();
    }

    private static Optional<CelExpr> when(CelMacroExprFactory make, ImmutableList<CelExpr> arguments) {
        return Optional.of(make.newGlobalCall(
                Operator.CONDITIONAL.getFunction(),
                arguments.get(0),
                isOptional(arguments.get(1)) ? arguments.get(1) : make.newGlobalCall(OPTIONAL_OF, arguments.get(1)),
                make.newGlobalCall("optional.none")));
    }

    /** Tells whether an expression is an optional by its form: such a one is not put into another. */
    private static boolean isOptional(CelExpr expr) {
        return switch (expr.getKind()) {
            case COMPREHENSION -> isOptional(expr.comprehension().result());
            case CALL -> {
                var call = expr.call();
                yield call.function().equals(Operator.CONDITIONAL.getFunction())
                        ? call.args().stream().skip(1).anyMatch(FunctionLibrary::isOptional)
                        : GIVING_OPTIONALS.contains(call.function());
            }
            default -> false;
        };
    }

    private static Optional<CelExpr> coalesce(CelMacroExprFactory make, ImmutableList<CelExpr> arguments) {
        return arguments.size() < 2
                ? Optional.empty()
                : Optional.of(make.newGlobalCall(COALESCE, make.newList(arguments)));
    }

    /** More than two arguments are taken two by two, from the left. */
    private static CelMacro folding(String function) {
        return CelMacro.newGlobalVarArgMacro(function, (make, _, arguments) -> {
            if (arguments.size() < 3) {
                return Optional.empty();
            }
            var folded = arguments.getFirst();
            for (var argument : arguments.subList(1, arguments.size())) {
                folded = make.newGlobalCall(function, folded, argument);
            }
            return Optional.of(folded);
        });
    }
}
