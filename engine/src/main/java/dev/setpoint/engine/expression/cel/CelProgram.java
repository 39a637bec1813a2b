package dev.setpoint.engine.expression.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.OptionalType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelVariableResolver;
import dev.setpoint.engine.expression.Budget;
import dev.setpoint.engine.expression.Complaint;
import dev.setpoint.engine.expression.EvaluationException;
import dev.setpoint.engine.expression.Expression;
import dev.setpoint.engine.expression.Paths;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.expression.TypeScope;
import dev.setpoint.engine.expression.cel.CelVariables.Name;
import dev.setpoint.engine.expression.cel.function.FunctionLibrary;
import dev.setpoint.engine.expression.cel.value.CelReading;
import dev.setpoint.engine.expression.cel.value.CelValues;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** A CEL expression that has been checked, ready to be evaluated. Safe for many threads. */
final class CelProgram implements Expression {

    /** Operators that select, and what makes an optional of a name. */
    private static final Set<String> PATHS = Set.of("_[_]", "_[?_]", "_?._", FunctionLibrary.PRESENT);

    private final CelExpression expression;
    private final CelAbstractSyntaxTree tree;
    private final Map<Name, Shape> shapes;
    private final CelTypes types;
    private final boolean optional;
    private final CelCalls calls;

    /** By the number of the expression in the tree, negative with arguments replaced; those of parts are made when what is known of a result is asked for. */
    private final ConcurrentMap<Long, CelRuntime.Program> programs = new ConcurrentHashMap<>();

    /**
     * @param shapes of all that the expression reads
     * @param optional true when it may have no value
     */
    CelProgram(
            CelExpression expression,
            CelAbstractSyntaxTree tree,
            Map<Name, Shape> shapes,
            CelTypes types,
            boolean optional) {
        this.expression = expression;
        this.tree = tree;
        this.shapes = shapes;
        this.types = types;
        this.optional = optional;
        this.calls = CelCalls.of(tree.getExpr());
    }

    @Override
    public String source() {
        return expression.source();
    }

    @Override
    public Set<Reference> references() {
        return expression.references();
    }

    @Override
    public Typed type(TypeScope scope, List<Complaint> complaints) {
        return expression.type(scope, complaints);
    }

    @Override
    public Optional<Set<Reference>> files() {
        return expression.files();
    }

    @Override
    public int height() {
        return expression.height();
    }

    @Override
    public Value evaluate(Scope scope, Budget budget) {
        var once = once(scope);
        var value = evaluate(tree.getExpr(), once, Map.of(), budget);
        if (!(value instanceof Value.Unknown(var waiting, var _)) || isPath(tree.getExpr())) {
            return value;
        }
        var parts = new CelParts(this, once, budget).of(tree.getExpr());
        return optional && parts.equals(value) ? new Value.Unknown(waiting, true) : parts;
    }

    /** The parts of an expression read the same: what many instances stand for is put together once. */
    private static Scope once(Scope scope) {
        var read = new HashMap<Name, Value>();
        return (root, text) -> {
            var name = new Name(root, text);
            var known = Optional.ofNullable(read.get(name)).orElseGet(() -> scope.value(root, text));
            read.put(name, known);
            return known;
        };
    }

    /** The static types of all that it reads. */
    Map<Name, Shape> shapes() {
        return shapes;
    }

    /** The value of a part, with its static type. */
    CelElement element(CelExpr part, Value value) {
        return new CelElement(
                value,
                shape(part),
                tree.getType(part.id()).filter(OptionalType.class::isInstance).isPresent());
    }

    /** The static type of a part. */
    Shape shape(CelExpr part) {
        return tree.getType(part.id()).flatMap(types::shape).orElse(Paths.ANY);
    }

    /**
     * The value of the expression or of a part of it.
     *
     * @param loops the variables of the loops around the part
     */
    Value evaluate(CelExpr part, Scope scope, Map<String, CelElement> loops, Budget budget) {
        return evaluate(part, program(part), scope, loops, budget);
    }

    /**
     * The value of a call.
     *
     * @param elements with the values of those arguments that may be known in part
     */
    Value apply(CelExpr call, Scope scope, Map<String, CelElement> elements, Budget budget) {
        var program = programs.computeIfAbsent(-call.id(), _ -> CelLanguage.program(CelSubstitution.tree(call, tree)));
        return evaluate(call, program, scope, elements, budget);
    }

    private Value evaluate(
            CelExpr part, CelRuntime.Program program, Scope scope, Map<String, CelElement> loops, Budget budget) {
        var reading = new CelReading(budget);
        var names = new CelVariables(shapes, scope, reading);
        CelVariableResolver variables = name -> Optional.ofNullable(loops.get(name))
                .map(element -> element.read(reading))
                .or(() -> names.find(name));
        try {
            var result = reading.during(
                    () -> CelValues.fromCel(program.trace(variables, new CelMeter(calls, budget)), budget));
            return reading.secret() ? new Value.Secret(result) : result;
        } catch (CelEvaluationException e) {
            // It may fail only for want of what is not known yet.
            return reading.waiting()
                    .<Value>map(waiting -> isPath(part) ? waiting : new Value.Unknown(source().strip()))
                    .orElseThrow(() -> failure(reading, e));
        } catch (EvaluationException e) {
            throw reading.secret() ? unsaid() : e;
        }
    }

    private CelRuntime.Program program(CelExpr part) {
        return programs.computeIfAbsent(
                part.id(),
                _ -> CelLanguage.program(
                        part.id() == tree.getExpr().id()
                                ? tree
                                : CelAbstractSyntaxTree.newCheckedAst(
                                        part, tree.getSource(), tree.getReferenceMap(), tree.getTypeMap())));
    }

    static boolean isPath(CelExpr part) {
        return switch (part.getKind()) {
            case IDENT -> true;
            case SELECT -> !part.select().testOnly() && isPath(part.select().operand());
            case CALL ->
                PATHS.contains(part.call().function())
                        && isPath(part.call().args().getFirst());
            default -> false;
        };
    }

    private static RuntimeException failure(CelReading reading, CelEvaluationException e) {
        return reading.secret()
                ? unsaid()
                : reading.failure().orElseGet(() -> new EvaluationException(CelLanguage.sentence(e)));
    }

    /** A reason may name what it fails on. */
    private static EvaluationException unsaid() {
        return new EvaluationException("it fails. The error is not shown, because it may contain a secret.");
    }
}
