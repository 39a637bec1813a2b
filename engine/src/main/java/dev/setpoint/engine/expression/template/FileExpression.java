package dev.setpoint.engine.expression.template;

import dev.setpoint.engine.expression.Budget;
import dev.setpoint.engine.expression.Complaint;
import dev.setpoint.engine.expression.Condition;
import dev.setpoint.engine.expression.Expression;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Reference.Root;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.expression.TextFiles;
import dev.setpoint.engine.expression.TypeScope;
import dev.setpoint.engine.value.Value;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An expression that reads files, by paths that begin at the folder of the file in which it is written.
 *
 * @param arguments everything that its paths are made of, by the names of the whole stack
 */
record FileExpression(Expression expression, TextFiles texts, Set<Reference> arguments) implements Expression {

    /**
     * Returns the expression itself when it reads no file.
     *
     * @param written as it is written, with names of its own file
     */
    static Expression of(Expression expression, Expression written, TypeScope scope) {
        var read = written.files();
        var texts = scope.files();
        if (read.isEmpty() || texts.isEmpty()) {
            return expression;
        }
        var arguments = new LinkedHashSet<Reference>();
        for (var reference : read.get()) {
            var own = reference.root() == Root.EACH
                    ? scope.each(reference.name()).map(Term::references).orElse(Set.of())
                    : Set.of(reference);
            own.forEach(name -> arguments.addAll(scope.nameSpace().global(name)));
        }
        return new FileExpression(expression, texts.get(), Collections.unmodifiableSet(arguments));
    }

    @Override
    public String source() {
        return expression.source();
    }

    @Override
    public Typed type(TypeScope scope, List<Complaint> complaints) {
        return expression.type(scope, complaints);
    }

    @Override
    public Condition condition() {
        return expression.condition();
    }

    @Override
    public int height() {
        return expression.height();
    }

    @Override
    public Set<Reference> references() {
        return expression.references();
    }

    @Override
    public Optional<Set<Reference>> files() {
        return Optional.of(arguments);
    }

    @Override
    public Value evaluate(Scope scope, Budget budget) {
        return ScopedValue.where(TextFiles.HERE, texts).call(() -> expression.evaluate(scope, budget));
    }
}
