package dev.setpoint.engine.expression;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.Optional;

/**
 * A path that an expression reads: {@code key.arn}, {@code inputs.tags["a"]}, {@code data.caller.accountId}.
 *
 * @param name the input, local, data source or resource; for {@code stack} the member
 * @param path what is read of it; the root when it is read whole
 */
public record Reference(Root root, String name, PropertyPath path) {

    /**
     * One place where a CEL expression refers to something.
     *
     * @param guarded whether it may be left out of an evaluation: in a branch, beside a logical operator, in a loop
     * @param offset where it stands in the expression, in chars
     */
    public record Use(Reference reference, boolean guarded, int offset, int length) {}

    public enum Root {
        INPUT,
        LOCAL,
        DATA,
        RESOURCE,
        EACH,
        STACK
    }

    /**
     * Returns the value that it reads in this scope.
     *
     * @throws EvaluationException when there is no such value
     */
    public Value value(Scope scope) {
        return Paths.read(this, scope);
    }

    /** The reference to a path of a resource or data source of the whole stack. */
    public static Reference to(Address node, PropertyPath path) {
        return node.isData()
                ? new Reference(
                        Root.DATA, node.module().isRoot() && !node.isInstance() ? node.block() : node.text(), path)
                : new Reference(Root.RESOURCE, node.text(), path);
    }

    /** The resource or data source that is read; empty for all else. */
    public Optional<Address> node() {
        return node(root, name);
    }

    /** The resource or data source of that name; empty for all else. */
    public static Optional<Address> node(Root root, String name) {
        return switch (root) {
            case DATA -> Optional.of(isQualified(name) ? parsed(name) : Address.data(name));
            // An instance has its whole address for a name. What is no address is the name of a block that was refused.
            case RESOURCE -> Optional.of(parsed(name));
            case INPUT, LOCAL, EACH, STACK -> Optional.empty();
        };
    }

    private static Address parsed(String name) {
        return Address.parse(name).fold(_ -> Address.resource(name), address -> address);
    }

    /** True for the whole address of a data source in a module: {@code storage.data.caller}. */
    private static boolean isQualified(String name) {
        return name.indexOf('.') >= 0;
    }

    /** The reference to the same path of another name. */
    public Reference of(Root otherRoot, String otherName) {
        return new Reference(otherRoot, otherName, path);
    }

    @Override
    public String toString() {
        var prefix = switch (root) {
            case INPUT -> "inputs.";
            case LOCAL -> isQualified(name) ? "" : "locals.";
            case DATA -> isQualified(name) ? "" : "data.";
            case EACH -> "each.";
            case STACK -> "stack.";
            case RESOURCE -> "";
        };
        var rest = path.toString();
        return prefix + name + (rest.isEmpty() || rest.startsWith("[") ? "" : ".") + rest;
    }
}
