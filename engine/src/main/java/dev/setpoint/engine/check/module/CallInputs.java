package dev.setpoint.engine.check.module;

import dev.setpoint.engine.check.grammar.YamlMembers;
import dev.setpoint.engine.check.input.DeclaredInput;
import dev.setpoint.engine.check.module.Definitions.Definition;
import dev.setpoint.engine.check.term.StackNames;
import dev.setpoint.engine.check.term.TermTyper;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Nearest;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.expression.LocatedEvaluationException;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.schema.Attribute;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The inputs that a call gives to its module. */
final class CallInputs {

    private final Expansion all;
    private final Definition definition;
    private final Node.Mapping written;
    private final Span place;
    private final String name;

    /** @param name of the call */
    CallInputs(Expansion all, Definition definition, Node.Mapping call, Span place, String name) {
        this.all = all;
        this.definition = definition;
        this.written = YamlMembers.mapping(call, "inputs");
        this.place = place;
        this.name = name;
    }

    /**
     * Reports inputs that the module does not have, those that it needs and does not get, and those that are given though
     * they are deprecated.
     */
    void checkNames() {
        written.entries().forEach((input, entry) -> {
            if (!definition.inputTypes().containsKey(input)) {
                all.problems.add(Diagnostic.error(
                                "SP0281", entry.key(), "The module of `" + name + "` has no input `" + input + "`.")
                        .hint(Nearest.hint(input, definition.inputTypes().keySet())
                                .or(this::listed)));
            }
        });
        if (!definition.sound()) {
            // A default that was refused is none.
            return;
        }
        definition.inputs().forEach((input, declared) -> {
            deprecated(input, declared);
            var given = Optional.ofNullable(written.entries().get(input)).map(Node.Entry::value);
            if (declared.isRequired() && given.filter(node -> !isNull(node)).isEmpty()) {
                all.problems.add(Diagnostic.error("SP0282", place, "`" + name + "` needs `" + input + "`.")
                        .hint("Add `inputs: {" + input + ": …}`.")
                        .related("the module declares it", declared.place()));
            }
        });
    }

    private void deprecated(String input, DeclaredInput declared) {
        var entry = written.entries().get(input);
        if (entry != null && !isNull(entry.value())) {
            declared.deprecated()
                    .ifPresent(text -> all.problems.add(Diagnostic.warning(
                                    "SP0249", "The input `" + input + "` of the module is deprecated: " + text)
                            .at(Optional.of(entry.key()))
                            .related("the module declares it", declared.place())));
        }
    }

    private static boolean isNull(Node node) {
        return node instanceof Node.Scalar scalar
                && scalar.value() instanceof Value.Null
                && !scalar.text().isEmpty();
    }

    private Optional<String> listed() {
        var names = definition.inputTypes().keySet();
        return names.isEmpty() || names.size() > 20
                ? Optional.empty()
                : Optional.of("It has: " + String.join(", ", names) + ".");
    }

    /**
     * The values of all inputs of the module, as the stack sees them.
     *
     * @param isOn true when the module is known to exist: its inputs can be judged
     */
    Map<String, Term> read(StackNames names, boolean isOn) {
        var members = new LinkedHashMap<String, Attribute>();
        definition.inputs().forEach((input, declared) -> members.put(input, declared.member(input)));
        var terms = new LinkedHashMap<String, Term>();
        written.entries().forEach((input, entry) -> {
            if (members.containsKey(input)) {
                terms.put(input, all.terms.read(entry.value()));
            }
        });
        var typed = new TermTyper(names, all.problems)
                .check(new Term.MapTerm(terms, place), new Shape.ObjectOf(members, false));
        var given = new LinkedHashMap<String, Term>();
        definition.inputTypes().keySet().forEach(input -> given.put(input, absent()));
        if (typed instanceof Term.MapTerm(var entries, var _)) {
            entries.forEach((input, term) -> given.put(input, judged(input, term, isOn)));
        }
        return given;
    }

    private Term absent() {
        return new Term.Literal(Value.Null.VALUE, place);
    }

    private Term judged(String input, Term term, boolean isOn) {
        var declared = Optional.ofNullable(definition.inputs().get(input));
        if (declared.isEmpty()) {
            return term;
        }
        var value = isOn ? known(term) : Optional.<Value>empty();
        if (value.isPresent()) {
            judge(input, declared.get(), term, value.get());
            return declared.get().sensitive() ? InputTemplate.secret(term) : term;
        }
        return new Term.Computed(
                new InputTemplate(term, input, declared, declared.get().sensitive()), term.span());
    }

    /** The value, if it is known before anything is read. */
    private Optional<Value> known(Term term) {
        try {
            return Optional.of(term.evaluate(all.scope)).filter(Value::isKnown);
        } catch (LocatedEvaluationException _) {
            // It is reported where the value is used.
            return Optional.empty();
        }
    }

    private void judge(String input, DeclaredInput declared, Term term, Value value) {
        if (value.revealed() instanceof Value.Null) {
            return;
        }
        for (var finding : declared.findings(input, declared.sensitive() ? new Value.Secret(value) : value)) {
            var message = finding.message().replaceFirst("^The value ", "`" + input + "` ");
            all.problems.add(Diagnostic.error("SP0322", term.spanAt(finding.path()), message)
                    .hint(finding.hint())
                    .related("declared here", declared.place()));
        }
    }
}
