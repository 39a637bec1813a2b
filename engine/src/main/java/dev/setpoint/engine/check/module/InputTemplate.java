package dev.setpoint.engine.check.module;

import dev.setpoint.engine.check.input.DeclaredInput;
import dev.setpoint.engine.expression.EvaluationException;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.expression.Template;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.value.Value;
import java.util.Optional;
import java.util.Set;

/**
 * A value that passes between a module and its caller: it may become secret, and it may have to be judged once it is
 * known.
 *
 * @param name of the input
 * @param declared what it must keep to; empty when it was judged already
 */
record InputTemplate(Term term, String name, Optional<DeclaredInput> declared, boolean sensitive) implements Template {

    /** Returns the value as one that is secret. */
    static Term secret(Term term) {
        return new Term.Computed(new InputTemplate(term, "", Optional.empty(), true), term.span());
    }

    @Override
    public String source() {
        return term instanceof Term.Computed computed ? computed.template().source() : "";
    }

    @Override
    public Set<Reference> references() {
        return term.references();
    }

    @Override
    public Value evaluate(Scope scope) {
        var value = term.evaluate(scope);
        if (value.isKnown() && !(value.revealed() instanceof Value.Null)) {
            declared.ifPresent(input -> judge(input, value));
        }
        return sensitive && !(value instanceof Value.Unknown) && !(value instanceof Value.Null)
                ? new Value.Secret(value)
                : value;
    }

    private void judge(DeclaredInput input, Value value) {
        var shown = sensitive ? new Value.Secret(value) : value;
        input.findings(name, shown).stream().findFirst().ifPresent(finding -> {
            throw new EvaluationException("the input `" + name + "` does not fit: "
                    + finding.message().replaceFirst("^The value ", "it "));
        });
    }
}
