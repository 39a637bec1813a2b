package dev.setpoint.cli.render.spi;

import dev.setpoint.engine.diagnostic.Diagnostic;
import java.util.List;

/**
 * Writes one kind of result as a document of one format.
 *
 * @param <M> the result that it writes
 */
@FunctionalInterface
public interface Writer<M> {

    /**
     * Returns the whole document, with its last line break.
     *
     * @param warnings found on the way to the result; a document may hold them
     */
    String write(M result, List<Diagnostic> warnings);

    /**
     * Returns the warnings that the document of a result has no place for: all, unless a writer says otherwise. They are
     * printed on stderr.
     */
    default List<Diagnostic> leftOut(M result, List<Diagnostic> warnings) {
        return warnings;
    }
}
