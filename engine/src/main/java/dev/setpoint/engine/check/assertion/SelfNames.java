package dev.setpoint.engine.check.assertion;

import dev.setpoint.engine.check.term.StackNames;
import dev.setpoint.engine.expression.Condition;
import dev.setpoint.engine.expression.Guard;
import dev.setpoint.engine.expression.NameSpace;
import dev.setpoint.engine.expression.Reference;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.expression.TypeScope;
import dev.setpoint.engine.schema.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * Names in an assertion of a block: those of the file, and {@code self}.
 *
 * @param shape of {@code self}
 * @param nameSpace the meaning of the names, with that of {@code self}
 */
public record SelfNames(StackNames names, Shape shape, NameSpace nameSpace) implements TypeScope {

    @Override
    public Optional<Shape> shape(Reference.Root root, String name) {
        return isSelf(root, name) ? Optional.of(shape) : names.shape(root, name);
    }

    private static boolean isSelf(Reference.Root root, String name) {
        return root == Reference.Root.RESOURCE && name.equals(NameSpace.SELF);
    }

    @Override
    public Optional<String> absence(Reference.Root root, String name) {
        return isSelf(root, name) ? Optional.empty() : names.absence(root, name);
    }

    @Override
    public Collection<String> names(Reference.Root root) {
        var all = new ArrayList<>(names.names(root));
        if (root == Reference.Root.RESOURCE) {
            all.add(NameSpace.SELF);
        }
        return all;
    }

    @Override
    public Optional<Guard> guard(Reference.Root root, String name) {
        return names.guard(root, name);
    }

    @Override
    public Condition facts() {
        return names.facts();
    }

    @Override
    public Optional<Set<String>> keys(Reference.Root root, String name) {
        return names.keys(root, name);
    }

    @Override
    public Optional<String> deprecation(Reference reference) {
        return names.deprecation(reference);
    }

    @Override
    public Optional<Term> each(String member) {
        return names.each(member);
    }
}
