package dev.setpoint.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The forms in which a result can be printed; each command offers some of them. */
enum Format {
    TEXT,
    JSON,
    MARKDOWN,
    DOT,
    MERMAID,
    JUNIT;

    static Optional<Format> named(String name) {
        return Stream.of(values())
                .filter(format -> format.toString().equals(name))
                .findFirst();
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
