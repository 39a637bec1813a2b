package dev.setpoint.engine.assertion;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.stack.Assertion;
import dev.setpoint.engine.stack.Stack;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Finds what conditions and blocks read, also through locals. */
public final class AssertionReads {

    private final Stack stack;
    private final Set<Address> nodes = new LinkedHashSet<>();
    private final Set<String> locals = new HashSet<>();

    private AssertionReads(Stack stack, Collection<Reference> references) {
        this.stack = stack;
        var open = new ArrayDeque<>(references);
        while (!open.isEmpty()) {
            var reference = open.remove();
            reference.node().ifPresent(nodes::add);
            if (reference.root() == Reference.Root.LOCAL && locals.add(reference.name())) {
                Optional.ofNullable(stack.locals().get(reference.name()))
                        .map(Term::references)
                        .ifPresent(open::addAll);
            }
        }
    }

    /** The resources and data sources of the stack that a condition reads, with that which it belongs to. */
    public static Set<Address> nodes(Stack stack, Assertion assertion) {
        var reads = new AssertionReads(stack, assertion.references());
        if (assertion.subject() instanceof Assertion.Subject.Block(var address)) {
            reads.nodes.add(address);
        }
        reads.nodes.removeIf(node -> !reads.exists(node));
        return reads.nodes;
    }

    private boolean exists(Address node) {
        return stack.resource(node).isPresent() || stack.dataSource(node).isPresent();
    }

    /** The locals of the whole stack that a value is computed from: inputs and outputs of modules are among them. */
    public static Set<String> locals(Stack stack, Term term) {
        return new AssertionReads(stack, term.references()).locals;
    }
}
