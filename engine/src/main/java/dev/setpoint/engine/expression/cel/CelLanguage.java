package dev.setpoint.engine.expression.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.setpoint.engine.expression.Complaint;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.cel.function.FunctionLibrary;
import dev.setpoint.engine.expression.cel.issue.CelErrors;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** CEL as Setpoint speaks it: the standard functions and macros, and those for strings, as {@link CelFunctions} has them. */
final class CelLanguage {

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .enableOptionalSyntax(true)
            .build();

    /** Changes to one expression, each of which lets CEL check more of it. Nested as deep as expressions may be. */
    private static final int MOST_TURNS = 500;

    private static final CelCompiler COMPILER = compiler();

    private static final CelRuntime RUNTIME = runtime();

    private CelLanguage() {}

    private static CelCompiler compiler() {
        var compiler = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addFunctionDeclarations(CelFunctions.declarations());
        FunctionLibrary.declare(compiler, OPTIONS);
        return compiler.build();
    }

    private static CelRuntime runtime() {
        var runtime = CelRuntimeFactory.plannerRuntimeBuilder()
                .setOptions(OPTIONS)
                .setStandardFunctions(CelFunctions.standard())
                .addFunctionBindings(CelFunctions.bindings());
        FunctionLibrary.bind(runtime, OPTIONS);
        return runtime.build();
    }

    static Optional<CelAbstractSyntaxTree> parse(String code, List<Complaint> complaints) {
        return tree(code, COMPILER.parse(code), Set.of(), complaints);
    }

    static Optional<CelAbstractSyntaxTree> check(
            String code,
            CelAbstractSyntaxTree parsed,
            Set<Reference> references,
            CelTypes types,
            List<Complaint> complaints) {
        var builder = COMPILER.toCompilerBuilder();
        types.variables(references).forEach(builder::addVar);
        var compiler = builder.setTypeProvider(types).build();
        var tree = code.contains("null") ? CelTrees.withNullOfAnyType(parsed) : parsed;
        var declared = new HashSet<String>();
        for (var turns = 0; ; turns++) {
            var result = compiler.check(tree);
            var overloads =
                    result.hasError() ? overloads(result.getErrors(), types, declared) : List.<CelFunctionDecl>of();
            if (!overloads.isEmpty()) {
                compiler = compiler.toCompilerBuilder()
                        .addFunctionDeclarations(overloads)
                        .build();
                continue;
            }
            var repaired = result.hasError() && turns < MOST_TURNS
                    ? CelTrees.repaired(tree, result.getErrors())
                    : Optional.<CelAbstractSyntaxTree>empty();
            if (repaired.isEmpty()) {
                var checked = tree(code, result, types.members(), complaints);
                var current = tree;
                var resolved = checked.flatMap(typed -> CelGathering.resolved(code, current, typed));
                if (resolved.isEmpty()) {
                    return checked;
                }
                tree = resolved.get();
            } else {
                // Each turn converts what had not been converted before.
                tree = repaired.get();
            }
        }
    }

    /** Overloads that issues ask for and that were not declared before. */
    private static List<CelFunctionDecl> overloads(List<CelIssue> issues, CelTypes types, Set<String> declared) {
        return issues.stream()
                .flatMap(issue -> CelObjects.overload(issue, types).stream())
                .filter(function ->
                        declared.add(function.overloads().asList().getFirst().overloadId()))
                .toList();
    }

    /** @param members names that maps in the expression may have */
    private static Optional<CelAbstractSyntaxTree> tree(
            String code, CelValidationResult result, Set<String> members, List<Complaint> complaints) {
        if (result.hasError()) {
            // After the first the parser often only stumbles on.
            complaints.add(complaint(code, result.getErrors().getFirst(), members));
            return Optional.empty();
        }
        try {
            return Optional.of(result.getAst());
        } catch (CelValidationException e) {
            throw new IllegalStateException("CEL reported no error and gives no tree.", e);
        }
    }

    private static Complaint complaint(String code, CelIssue issue, Set<String> members) {
        var offset = offset(code, issue);
        return CelErrors.complaint(code, offset, issue.getMessage(), members);
    }

    /** CEL's lines count from 1, its columns from 0, in code points. */
    private static int offset(String code, CelIssue issue) {
        var at = 0;
        for (var line = 1; line < issue.getSourceLocation().getLine(); line++) {
            at = code.indexOf('\n', at) + 1;
        }
        var column = Math.max(0, issue.getSourceLocation().getColumn());
        return code.offsetByCodePoints(at, Math.min(column, code.codePointCount(at, code.length())));
    }

    static CelRuntime.Program program(CelAbstractSyntaxTree checked) {
        try {
            return RUNTIME.createProgram(checked);
        } catch (CelEvaluationException e) {
            throw new IllegalStateException("A checked expression makes no program.", e);
        }
    }

    static String sentence(CelEvaluationException e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return CelErrors.evaluation(e.getErrorCode(), message(e), message(cause));
    }

    private static String message(Throwable e) {
        return Optional.ofNullable(e.getMessage()).orElse("");
    }
}
