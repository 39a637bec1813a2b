package dev.setpoint.engine.diagnostic;

/** A stretch of a source; lines and columns count from 1, the end column is exclusive. */
public record Span(Source source, int line, int column, int endLine, int endColumn) {

    /** {@code setpoint.yaml:12:5} */
    public String place() {
        return source.name() + ":" + line + ":" + column;
    }

    @Override
    public String toString() {
        return place();
    }
}
