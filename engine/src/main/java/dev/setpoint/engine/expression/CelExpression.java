package dev.setpoint.engine.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** An expression that needs CEL. Nothing of CEL is loaded before the first of these is parsed. */
final class CelExpression implements Expression {

    private final String source;
    private final CelAbstractSyntaxTree tree;
    private final List<CelUse> uses;
    private final Optional<CelRuntime.Program> program;

    private CelExpression(
            String source, CelAbstractSyntaxTree tree, List<CelUse> uses, Optional<CelRuntime.Program> program) {
        this.source = source;
        this.tree = tree;
        this.uses = uses;
        this.program = program;
    }

    /** Empty when it complains. */
    static Optional<CelExpression> parse(String code, List<Complaint> complaints) {
        var before = complaints.size();
        var tree = CelLanguage.parse(code, complaints);
        var uses = tree.map(parsed -> new CelReferences(parsed, code, complaints).uses());
        return complaints.size() > before || tree.isEmpty()
                ? Optional.empty()
                : Optional.of(new CelExpression(code, tree.get(), uses.orElse(List.of()), Optional.empty()));
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public Set<Reference> references() {
        var all = new LinkedHashSet<Reference>();
        uses.forEach(use -> all.add(use.reference()));
        return all;
    }

    @Override
    public Typed type(TypeScope scope, List<Complaint> complaints) {
        var before = complaints.size();
        for (var use : uses) {
            Paths.type(use.reference(), scope, use.offset(), use.length(), complaints);
        }
        if (complaints.size() > before) {
            return new Typed(this, Paths.ANY);
        }
        var types = new CelTypes(scope);
        var checked = CelLanguage.check(source, tree, references(), types, complaints);
        if (checked.isEmpty()) {
            return new Typed(this, Paths.ANY);
        }
        var result = checked.get().getResultType();
        var shape = types.shape(result);
        if (shape.isEmpty()) {
            complaints.add(new Complaint(
                            0,
                            source.length(),
                            "SP0307",
                            "This gives a " + result.kind().name().toLowerCase(Locale.ROOT)
                                    + ", which is no plain value.")
                    .hint("Convert it with string()."));
            return new Typed(this, Paths.ANY);
        }
        var ready = new CelExpression(source, tree, uses, Optional.of(CelLanguage.program(checked.get())));
        return new Typed(ready, shape.get());
    }

    @Override
    public Value evaluate(Scope scope) {
        var bindings = new CelBindings();
        try {
            uses.forEach(use -> bindings.add(use, scope));
            return evaluate(bindings);
        } catch (EvaluationException e) {
            // A reason may name what it fails on.
            throw bindings.secret()
                    ? new EvaluationException("it fails, and why is not said, because a secret is part of it.")
                    : e;
        }
    }

    private Value evaluate(CelBindings bindings) {
        if (bindings.mustWait()) {
            return new Value.Unknown(source.strip());
        }
        try {
            var result = CelValues.fromCel(
                    program.orElseThrow(() -> new IllegalStateException("Evaluated without being checked: " + source))
                            .eval(bindings.variables()));
            return bindings.secret() ? new Value.Secret(result) : result;
        } catch (CelEvaluationException e) {
            // It may fail only for want of what is not known yet.
            if (bindings.unknown()) {
                return new Value.Unknown(source.strip());
            }
            throw new EvaluationException(CelLanguage.sentence(e));
        }
    }
}
