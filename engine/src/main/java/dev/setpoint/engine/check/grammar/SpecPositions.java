package dev.setpoint.engine.check.grammar;

import dev.setpoint.engine.diagnostic.Lines;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.document.JsonPlaces;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.document.ScalarPlaces;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.PropertyPath.Step;
import java.util.IdentityHashMap;
import java.util.Optional;

/** Places of paths and of parts of scalars in the file. */
public final class SpecPositions {

    /** The lines of each file, found when they are asked for first: most commands report nothing. */
    private final IdentityHashMap<Source, Lines> lines = new IdentityHashMap<>();

    /**
     * Returns the place of the value at the path: of a scalar itself, or of the name of another value that has one. The
     * path may lead into a text of JSON.
     *
     * @param outer the place of {@code root}'s own name
     * @param onName whether the last name of the path is meant
     */
    public static Span at(Node root, Span outer, PropertyPath path, boolean onName) {
        var here = root;
        var name = Optional.of(outer);
        var passed = 0;
        for (var step : path.steps()) {
            var entry = entry(here, step);
            if (entry.isPresent()) {
                name = Optional.of(entry.get().key());
                here = entry.get().value();
            } else if (here instanceof Node.Sequence(var items, var _)
                    && step instanceof Step.Index(var i)
                    && i < items.size()) {
                name = Optional.empty();
                here = items.get(i);
            } else {
                break;
            }
            passed++;
        }
        if (here instanceof Node.Scalar scalar) {
            var inside = JsonPlaces.in(
                    scalar.span(),
                    new PropertyPath(path.steps().subList(passed, path.steps().size())));
            if (inside.isPresent()) {
                return inside.get();
            }
        }
        return here instanceof Node.Scalar && !onName ? here.span() : name.orElse(here.span());
    }

    private static Optional<Node.Entry> entry(Node here, Step step) {
        return here instanceof Node.Mapping(var entries, var _) && step instanceof Step.Name(var name)
                ? Optional.ofNullable(entries.get(name))
                : Optional.empty();
    }

    /**
     * A part of a scalar's text, as exactly as can be told.
     *
     * @param scalar the place of the whole scalar
     * @param text the scalar's text
     * @param offset where the part begins in it, in chars
     */
    Span within(Span scalar, String text, int offset, int length) {
        return ScalarPlaces.part(lines.computeIfAbsent(scalar.source(), Lines::new), scalar, text, offset, length);
    }
}
