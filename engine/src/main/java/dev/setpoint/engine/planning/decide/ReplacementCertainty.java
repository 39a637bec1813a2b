package dev.setpoint.engine.planning.decide;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.expression.EvaluationException;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Scope;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.plan.ReplacementTrigger;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Distinguishes certain replacements from those that depend on a value known only during apply. Such a value may turn
 * out to equal the live one: a data source's answer, an output that an update may change, or the ARN of an object
 * that is created again. It certainly differs when it is the output of a new object, or of one that is replaced,
 * because an object that used the old one must not outlive it.
 *
 * @param scope values known so far
 * @param isNew tells whether the object at an address is new, or certain to be replaced
 * @param changes tells whether a trigger is certain to have another value
 */
public record ReplacementCertainty(
        Stack stack, Scope scope, Predicate<Address> isNew, Predicate<ReplacementTrigger> changes) {

    /**
     * Returns the changes that certainly force a replacement.
     *
     * @param due references of {@code replaceOnChange} that changed in an earlier run
     */
    public List<PropertyChange> forcing(ResourceBlock block, Set<String> due, List<PropertyChange> properties) {
        return properties.stream()
                .filter(PropertyChange::forcesReplacement)
                .filter(property -> ReplacementTrigger.of(property)
                        .map(trigger -> due.contains(trigger.reference()) || changes.test(trigger))
                        .orElseGet(() -> isKnown(property) || differs(block, property)))
                .toList();
    }

    private static boolean isKnown(PropertyChange property) {
        return property.after().map(Value::isKnown).orElse(true);
    }

    private boolean differs(ResourceBlock block, PropertyChange property) {
        var open = new LinkedHashSet<Reference>();
        property.path()
                .property()
                .flatMap(name -> term(block, name).or(() -> beginning(block, name)))
                .ifPresent(term -> term.references().forEach(reference -> open(reference, open)));
        if (open.isEmpty()) {
            if (beginsAnew(block, property)) {
                return true;
            }
            // The value is known, and this object is a part of the one that is replaced.
            return property.after().orElseThrow() instanceof Value.Unknown(var waiting, var _)
                    && isNew.test(Address.owner(waiting));
        }
        return open.stream()
                .allMatch(reference -> reference
                        .node()
                        .filter(node -> !node.isData() && isNew.test(node))
                        .isPresent());
    }

    /** Returns the term that the beginning of a chosen name follows from. */
    private static Optional<Term> beginning(ResourceBlock block, String property) {
        return block.type()
                .generatedName()
                .filter(name -> name.property().equals(property))
                .flatMap(name -> term(block, name.prefix()));
    }

    /** Tells whether the property is a name that the spec gives another beginning. */
    private static boolean beginsAnew(ResourceBlock block, PropertyChange property) {
        return property.path()
                .property()
                .filter(name -> term(block, name).isEmpty())
                .flatMap(name -> beginning(block, name))
                .isPresent();
    }

    private static Optional<Term> term(ResourceBlock block, String property) {
        return block.properties() instanceof Term.MapTerm(var entries, var _)
                ? Optional.ofNullable(entries.get(property))
                : Optional.empty();
    }

    /** Collects the resources and data sources that an expression waits for, including those in locals. */
    private void open(Reference reference, Set<Reference> open) {
        if (isKnown(reference)) {
            return;
        }
        switch (reference.root()) {
            case RESOURCE, DATA -> open.add(reference);
            case LOCAL ->
                Optional.ofNullable(stack.locals().get(reference.name()))
                        .ifPresent(term -> term.references().forEach(inner -> open(inner, open)));
            case INPUT, EACH, STACK -> {}
        }
    }

    private boolean isKnown(Reference reference) {
        try {
            return reference.value(scope).isKnown();
        } catch (EvaluationException e) {
            return true;
        }
    }
}
