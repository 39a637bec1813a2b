package dev.setpoint.engine.expression.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.setpoint.engine.expression.Complaint;
import dev.setpoint.engine.expression.PathExpression;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.cel.function.FunctionLibrary;
import dev.setpoint.engine.expression.function.Functions;
import dev.setpoint.engine.expression.function.ReservedNames;
import dev.setpoint.engine.pattern.LinearPattern;
import dev.setpoint.engine.pattern.RefusedPatternException;
import dev.setpoint.engine.value.PropertyPath.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds what a CEL expression refers to: the longest plain paths in its tree. */
final class CelReferences {

    /** Names that denote types: {@code type(x) == string}. */
    private static final Set<String> TYPES =
            Set.of("int", "uint", "double", "bool", "string", "bytes", "list", "map", "null_type", "type");

    private static final Set<String> SELECTING = Set.of("_[_]", "_[?_]", "_?._");

    /** Functions that evaluate their arguments when they need them. */
    private static final Set<String> LAZY = Set.of("or", "orValue", "lookup", FunctionLibrary.COALESCE);

    /** Functions that read files, by paths that must be known when the stack is checked. */
    private static final Set<String> FILES = Set.of("file", "path");

    private static final Pattern PATH_STEP = Pattern.compile("\\s*(\\.\\??\\s*\\w+|\\[\\??[^\\]]*])");

    private final CelAbstractSyntaxTree tree;
    private final String code;
    private final List<Complaint> complaints;
    private final List<Reference.Use> uses = new ArrayList<>();
    private final Deque<Set<String>> bound = new ArrayDeque<>();
    private int guards;
    private final Set<Reference> fileArguments = new LinkedHashSet<>();
    private boolean readsFiles;
    private boolean inLoop;
    private int paths;

    CelReferences(CelAbstractSyntaxTree tree, String code, List<Complaint> complaints) {
        this.tree = tree;
        this.code = code;
        this.complaints = complaints;
        bound.push(Set.of());
    }

    List<Reference.Use> uses() {
        walk(tree.getExpr());
        return List.copyOf(uses);
    }

    /**
     * Everything that the paths of files are made of; empty when it reads no file. A path made of the variable of a loop
     * may be made of anything. Asked for after {@link #uses}.
     */
    Optional<Set<Reference>> files() {
        if (!readsFiles) {
            return Optional.empty();
        }
        return Optional.of(
                inLoop
                        ? uses.stream().map(Reference.Use::reference).collect(Collectors.toUnmodifiableSet())
                        : Set.copyOf(fileArguments));
    }

    /** A path in the tree: a name and what is selected from it. */
    private record Chain(CelExpr first, List<Step> steps, boolean testOnly) {}

    private void walk(CelExpr expr) {
        var chain = chain(expr);
        if (chain.isPresent()) {
            use(chain.get());
            return;
        }
        switch (expr.getKind()) {
            case SELECT -> walk(expr.select().operand());
            case CALL -> call(expr.call());
            case LIST -> expr.list().elements().forEach(this::walk);
            case MAP ->
                expr.map().entries().forEach(entry -> {
                    walk(entry.key());
                    walk(entry.value());
                });
            case STRUCT -> expr.struct().entries().forEach(entry -> walk(entry.value()));
            case COMPREHENSION -> comprehension(expr.comprehension());
            default -> {}
        }
    }

    private void call(CelExpr.CelCall call) {
        call.target().filter(target -> !isSpace(target, call.function())).ifPresent(this::walk);
        pattern(call);
        var reads = call.target().isEmpty() && FILES.contains(call.function());
        readsFiles |= reads;
        paths += reads ? 1 : 0;
        arguments(call);
        paths -= reads ? 1 : 0;
    }

    private void arguments(CelExpr.CelCall call) {
        switch (Operator.findReverse(call.function()).orElse(Operator.ADD)) {
            case CONDITIONAL -> {
                walk(call.args().getFirst());
                call.args().stream().skip(1).forEach(this::guarded);
            }
            case LOGICAL_AND, LOGICAL_OR -> call.args().forEach(this::guarded);
            default -> {
                if (LAZY.contains(call.function())) {
                    call.args().forEach(this::guarded);
                } else {
                    call.args().forEach(this::walk);
                }
            }
        }
    }

    /** Tells whether this is the first part of a function's name, as in {@code json.encode}. */
    private boolean isSpace(CelExpr target, String function) {
        if (target.getKind() != Kind.IDENT
                || bound.getFirst().contains(target.ident().name())) {
            return false;
        }
        var space = target.ident().name();
        if (!ReservedNames.isSpace(space)) {
            return false;
        }
        var name = space + "." + function;
        if (!Functions.names().contains(name)) {
            complaints.add(
                    new Complaint(offset(target), name.length(), "SP0340", "There is no function `" + name + "`.")
                            .hint(Functions.nearest(name)));
        }
        return true;
    }

    private void pattern(CelExpr.CelCall call) {
        var arguments = call.args();
        var isRegex =
                call.target().filter(target -> isVariable(target, "regex")).isPresent();
        if (call.function().equals("matches") && !arguments.isEmpty()) {
            pattern(arguments.getLast());
        } else if (isRegex && arguments.size() > 1) {
            pattern(arguments.get(1));
        }
    }

    private static boolean isVariable(CelExpr expr, String name) {
        return expr.getKind() == Kind.IDENT && expr.ident().name().equals(name);
    }

    /** A pattern that is written out can be judged before there is a text. */
    private void pattern(CelExpr expr) {
        if (expr.getKind() != Kind.CONSTANT || expr.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
            return;
        }
        try {
            LinearPattern.of(expr.constant().stringValue());
        } catch (RefusedPatternException e) {
            complaints.add(
                    new Complaint(offset(expr), 1, "SP0351", "This pattern cannot be used: " + e.reason() + "."));
        }
    }

    private void guarded(CelExpr expr) {
        guards++;
        walk(expr);
        guards--;
    }

    private void comprehension(CelExpr.CelComprehension loop) {
        walk(loop.iterRange());
        walk(loop.accuInit());
        var inner = new HashSet<>(bound.getFirst());
        inner.add(loop.iterVar());
        inner.add(loop.iterVar2());
        inner.add(loop.accuVar());
        bound.push(inner);
        guarded(loop.loopCondition());
        guarded(loop.loopStep());
        walk(loop.result());
        bound.pop();
    }

    private Optional<Chain> chain(CelExpr expr) {
        return switch (expr.getKind()) {
            case IDENT -> Optional.of(new Chain(expr, List.of(), false));
            case SELECT ->
                chain(expr.select().operand())
                        .map(base -> longer(
                                base,
                                new Step.Name(expr.select().field()),
                                expr.select().testOnly()));
            case CALL ->
                SELECTING.contains(expr.call().function())
                        ? index(expr.call().args().get(1))
                                .flatMap(step ->
                                        chain(expr.call().args().getFirst()).map(base -> longer(base, step, false)))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Chain longer(Chain base, Step step, boolean testOnly) {
        var steps = new ArrayList<>(base.steps());
        steps.add(step);
        return new Chain(base.first(), steps, base.testOnly() || testOnly);
    }

    private static Optional<Step> index(CelExpr expr) {
        if (expr.getKind() != Kind.CONSTANT) {
            return Optional.empty();
        }
        var constant = expr.constant();
        return switch (constant.getKind()) {
            case STRING_VALUE -> Optional.of(new Step.Name(constant.stringValue()));
            case INT64_VALUE -> whole(constant);
            default -> Optional.empty();
        };
    }

    private static Optional<Step> whole(CelConstant constant) {
        var number = constant.int64Value();
        return number >= 0 && number <= Integer.MAX_VALUE
                ? Optional.of(new Step.Index((int) number))
                : Optional.empty();
    }

    private void use(Chain chain) {
        var first = chain.first().ident().name();
        inLoop |= paths > 0 && bound.getFirst().contains(first);
        if (bound.getFirst().contains(first) || (chain.steps().isEmpty() && TYPES.contains(first))) {
            return;
        }
        var offset = offset(chain.first());
        var reference = PathExpression.reference(first, chain.steps());
        if (reference.isEmpty()) {
            complaints.add(new Complaint(
                    offset,
                    first.length(),
                    "SP0303",
                    "`" + first + "` must be followed by a name: `" + first + ".x`."));
            return;
        }
        if (paths > 0) {
            fileArguments.add(reference.get());
        }
        uses.add(new Reference.Use(
                reference.get(),
                guards > 0 || chain.testOnly(),
                offset,
                length(offset, first, chain.steps().size())));
    }

    /** CEL counts code points. */
    private int offset(CelExpr expr) {
        var points = Optional.ofNullable(tree.getSource().getPositionsMap().get(expr.id()))
                .orElse(0);
        return code.offsetByCodePoints(0, Math.clamp(points, 0, code.codePointCount(0, code.length())));
    }

    private int length(int offset, String first, int steps) {
        var end = Math.min(offset + first.length(), code.length());
        var step = PATH_STEP.matcher(code);
        for (var i = 0; i < steps && step.region(end, code.length()).lookingAt(); i++) {
            end = step.end();
        }
        return end - offset;
    }
}
