package dev.setpoint.engine.diagnostic;

import dev.setpoint.engine.value.Secrets;

/** A stretch of a source; lines and columns count from 1, the end column is exclusive. */
public record Span(Source source, int line, int column, int endLine, int endColumn) {

    /** The same stretch of a source that shows no secrets. */
    Span hiding(Secrets secrets) {
        return secrets.occurIn(source.text())
                ? new Span(
                        new Source(source.name(), secrets.starredIn(source.text())), line, column, endLine, endColumn)
                : this;
    }

    /** {@code setpoint.yaml:12:5} */
    public String place() {
        return source.name() + ":" + line + ":" + column;
    }

    @Override
    public String toString() {
        return place();
    }
}
