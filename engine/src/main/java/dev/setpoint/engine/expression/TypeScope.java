package dev.setpoint.engine.expression;

import dev.setpoint.engine.schema.Shape;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** The static types of the names that an expression may use, and what {@code forEach} makes of its blocks. */
public interface TypeScope {

    /** Empty when there is no such input, local, data source or resource; of a block with {@code forEach} a map of its instances. */
    Optional<Shape> shape(Reference.Root root, String name);

    /**
     * Tells why what has this name may be absent, as words that follow its name in brackets: {@code its default is
     * null}. Empty when it has a value.
     */
    default Optional<String> absence(Reference.Root root, String name) {
        return Optional.empty();
    }

    /** The option {@code when} of a block; empty for a block without it and for any other name. */
    default Optional<Guard> guard(Reference.Root root, String name) {
        return Optional.empty();
    }

    /** The facts that hold where the expression stands, because its block exists. */
    default Condition facts() {
        return Condition.NONE;
    }

    /** Tells what to read instead of something that should not be read any more; empty for everything else. */
    default Optional<String> deprecation(Reference reference) {
        return Optional.empty();
    }

    /** Returns the meaning of the names in the whole stack. */
    default NameSpace nameSpace() {
        return NameSpace.ROOT;
    }

    /** All names under this root: for hints. */
    Collection<String> names(Reference.Root root);

    /** The keys of a block with {@code forEach}, in its order; empty for any other name, and where they are not known. */
    default Optional<Set<String>> keys(Reference.Root root, String name) {
        return Optional.empty();
    }

    /** Files that expressions may read; empty where there is no file that they are written in. */
    default Optional<TextFiles> files() {
        return Optional.empty();
    }

    /** Typed expression of {@code each.key} or {@code each.value}; empty outside a block with {@code forEach}. */
    default Optional<Term> each(String member) {
        return Optional.empty();
    }
}
