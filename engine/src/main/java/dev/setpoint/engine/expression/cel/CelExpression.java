package dev.setpoint.engine.expression.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.types.OptionalType;
import dev.setpoint.engine.expression.Budget;
import dev.setpoint.engine.expression.Complaint;
import dev.setpoint.engine.expression.Condition;
import dev.setpoint.engine.expression.Expression;
import dev.setpoint.engine.expression.Paths;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.expression.TypeScope;
import dev.setpoint.engine.expression.cel.CelVariables.Name;
import dev.setpoint.engine.expression.presence.Presence;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An expression that needs CEL. Nothing of CEL is loaded before the first of these is parsed. */
public final class CelExpression implements Expression {

    private final String source;
    private final CelAbstractSyntaxTree tree;
    private final List<Reference.Use> uses;
    private final Optional<Set<Reference>> files;
    private final int height;

    /** As it was typed last: in each instance of a block it mostly means the same. */
    private @Nullable Known typed;

    private record Known(CelProgram program, Set<Name> optional, Condition facts, Typed typed) {}

    private CelExpression(
            String source, CelAbstractSyntaxTree tree, List<Reference.Use> uses, Optional<Set<Reference>> files) {
        this.source = source;
        this.tree = tree;
        this.uses = uses;
        this.files = files;
        this.height = CelHeight.of(tree.getExpr());
    }

    /** Empty when it complains. */
    public static Optional<CelExpression> parse(String code, List<Complaint> complaints) {
        var before = complaints.size();
        var tree = CelLanguage.parse(code, complaints);
        var names = tree.map(parsed -> new CelReferences(parsed, code, complaints));
        var uses = names.map(CelReferences::uses);
        return complaints.size() > before || tree.isEmpty()
                ? Optional.empty()
                : Optional.of(new CelExpression(
                        code, tree.get(), uses.orElse(List.of()), names.flatMap(CelReferences::files)));
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
            Paths.type(use, scope, complaints);
        }
        if (complaints.size() > before) {
            return new Typed(this, Paths.ANY);
        }
        var shapes = shapes(scope);
        var optional = shapes.keySet().stream()
                .filter(name -> scope.absence(name.root(), name.text()).isPresent())
                .collect(Collectors.toSet());
        var known = typed;
        if (known != null
                && known.program().shapes().equals(shapes)
                && known.optional().equals(optional)
                && known.facts().equals(scope.facts())) {
            return known.typed();
        }
        var rewritten = Presence.of(tree, source, scope, complaints);
        if (complaints.size() > before) {
            return new Typed(this, Paths.ANY);
        }
        var types = new CelTypes(scope);
        var checked = CelLanguage.check(source, rewritten.tree(), references(), types, complaints);
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
                            "The result is a " + result.kind().name().toLowerCase(Locale.ROOT)
                                    + ", which cannot be the value of a property.")
                    .hint("Convert it with string()."));
            return new Typed(this, Paths.ANY);
        }
        var isOptional = rewritten.optional() || result instanceof OptionalType;
        var program = new CelProgram(this, checked.get(), shapes, types, isOptional);
        var exact = rewritten.shape().equals(Paths.ANY) ? shape.get() : rewritten.shape();
        typed = new Known(program, optional, scope.facts(), new Typed(program, exact, isOptional));
        return typed.typed();
    }

    private Map<Name, Shape> shapes(TypeScope scope) {
        var shapes = new LinkedHashMap<Name, Shape>();
        for (var use : uses) {
            var name = Name.of(use.reference());
            shapes.put(name, scope.shape(name.root(), name.text()).orElse(Paths.ANY));
        }
        return shapes;
    }

    @Override
    public Condition condition() {
        return Presence.condition(tree);
    }

    @Override
    public Optional<Set<Reference>> files() {
        return files;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public Value evaluate(Scope scope, Budget budget) {
        throw new IllegalStateException("Evaluated without being checked: " + source);
    }
}
