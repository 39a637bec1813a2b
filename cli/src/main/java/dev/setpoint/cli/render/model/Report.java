package dev.setpoint.cli.render.model;

import dev.setpoint.engine.diagnostic.Printable;
import dev.setpoint.engine.value.Value;
import java.util.stream.Stream;

/**
 * Short result of a command.
 *
 * @param text sentences for a person, each with its line break
 * @param document the same facts for a program
 * @param foreign true when the document is of a format that has no place for diagnostics, such as a JSON Schema
 */
public record Report(String text, Value document, boolean foreign) {

    public Report(String text, Value document) {
        this(text, document, false);
    }

    /**
     * Formats sentences of ours with foreign text in their places. The parts are escaped, so that none of them begins a
     * line of its own.
     */
    public static String sentences(String format, Object... parts) {
        return format.formatted(Stream.of(parts)
                .map(part -> Printable.line(String.valueOf(part)))
                .toArray());
    }
}
