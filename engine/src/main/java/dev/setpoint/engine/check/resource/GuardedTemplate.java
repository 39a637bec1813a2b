package dev.setpoint.engine.check.resource;

import dev.setpoint.engine.expression.EvaluationException;
import dev.setpoint.engine.expression.LocatedEvaluationException;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.expression.Template;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.stack.When;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A value inside a module that may be off: it is not evaluated where the module does not exist. */
public record GuardedTemplate(Term term, List<When> conditions) implements Template {

    /** The term itself when there are no conditions. */
    public static Term of(List<When> conditions, Term term) {
        return conditions.isEmpty() || term instanceof Term.Literal
                ? term
                : new Term.Computed(new GuardedTemplate(term, conditions), term.span());
    }

    @Override
    public String source() {
        return term instanceof Term.Computed computed ? computed.template().source() : "";
    }

    @Override
    public Set<Reference> references() {
        var all = new LinkedHashSet<>(When.references(conditions));
        all.addAll(term.references());
        return all;
    }

    @Override
    public Value evaluate(Scope scope) {
        return switch (When.of(conditions, scope)) {
            case When.Decision.On _ -> term.evaluate(scope);
            case When.Decision.Off _ -> Value.Null.VALUE;
            case When.Decision.Open(var _, var waiting) -> ifItExists(scope, waiting);
        };
    }

    /** The value that it has if the module exists. Without one it is not asked for, as long as that is open. */
    private Value ifItExists(Scope scope, String waiting) {
        try {
            return term.evaluate(scope);
        } catch (EvaluationException | LocatedEvaluationException _) {
            return new Value.Unknown(waiting, true);
        }
    }
}
