package dev.setpoint.engine.check.settings;

import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.check.grammar.SpecPositions;
import dev.setpoint.engine.check.term.TermTyper;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.expression.LocatedEvaluationException;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.stack.StackMembers;
import dev.setpoint.engine.validation.SettingsRules;
import dev.setpoint.engine.value.Value;
import java.util.Map;
import java.util.Optional;

/** Reads settings that are needed before the state is read: literals, inputs and members of {@code stack} alone. */
record EarlySection(String section, StackMembers stack, CheckProblems problems) {

    /**
     * Returns the settings, known and revealed; empty when there was a problem.
     *
     * @param entry where they stand, for what the rules find
     */
    Optional<Value.Map> settings(
            Node.Entry entry, Term written, SettingsRules rules, TermTyper typer, Map<String, Value> inputs) {
        return isEarly(written)
                ? evaluated(typer.infer(written).term(), inputs)
                        .filter(settings -> fits(entry, settings, rules))
                        .map(settings -> settings.revealedDeep() instanceof Value.Map map ? map : Value.Map.EMPTY)
                : Optional.empty();
    }

    /** True when the settings can be known before the state is read; reports what cannot. */
    private boolean isEarly(Term settings) {
        return switch (settings) {
            case Term.Literal _ -> true;
            case Term.Computed(var template, var span, var _) -> {
                var late = template.references().stream()
                        .filter(reference ->
                                reference.root() != Reference.Root.INPUT && reference.root() != Reference.Root.STACK)
                        .findFirst();
                late.ifPresent(reference -> problems.error(
                        "SP0314",
                        span,
                        "`" + section + "` may use inputs and `stack` only, and not `" + reference
                                + "`: the state is read before anything else."));
                yield late.isEmpty();
            }
            case Term.ListTerm(var items, var _) ->
                items.stream().map(this::isEarly).reduce(true, Boolean::logicalAnd);
            case Term.MapTerm(var entries, var _) ->
                entries.values().stream().map(this::isEarly).reduce(true, Boolean::logicalAnd);
        };
    }

    /** The settings with secrets marked; empty when they have no value, or an input has none, which is reported elsewhere. */
    private Optional<Value> evaluated(Term settings, Map<String, Value> inputs) {
        try {
            var value = settings.evaluate((root, name) -> root == Reference.Root.STACK
                    ? stack.value(name)
                    : inputs.getOrDefault(name, new Value.Unknown("inputs." + name)));
            return value.isKnown() ? Optional.of(value.withoutNulls()) : Optional.empty();
        } catch (LocatedEvaluationException e) {
            problems.add(e.diagnostic());
            return Optional.empty();
        }
    }

    private boolean fits(Node.Entry entry, Value settings, SettingsRules rules) {
        var findings = rules.findings(settings);
        findings.forEach(finding -> problems.add(
                finding.at(SpecPositions.at(entry.value(), entry.key(), finding.path(), finding.onName()))));
        return findings.isEmpty();
    }
}
