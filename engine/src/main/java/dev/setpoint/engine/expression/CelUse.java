package dev.setpoint.engine.expression;

import java.util.List;

/**
 * One place where a CEL expression refers to something.
 *
 * @param names the reference as CEL walks it, from the variable on: {@code inputs, tags, a}; without what follows a number
 * @param testOnly whether it only asks {@code has(…)}
 * @param offset where it stands in the expression, in chars
 */
record CelUse(Reference reference, List<String> names, boolean testOnly, int offset, int length) {

    /** How many of the names lead to the value that a {@link Scope} gives. */
    int rootNames() {
        return reference.root() == Reference.Root.RESOURCE ? 1 : 2;
    }

    boolean within(CelUse other) {
        return names.size() >= other.names.size()
                && names.subList(0, other.names.size()).equals(other.names);
    }
}
