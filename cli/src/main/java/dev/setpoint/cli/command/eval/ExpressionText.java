package dev.setpoint.cli.command.eval;

import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.diagnostic.Span;

/**
 * Expression as somebody typed it.
 *
 * @param place its place, for diagnostics
 */
record ExpressionText(String code, Span place) {

    /** An expression on the command line. */
    static ExpressionText of(String code) {
        return of("expression", 1, code);
    }

    /** One line of a source whose other lines nobody needs. */
    static ExpressionText of(String source, int line, String code) {
        var lines = code.split("\n", -1);
        var last = lines[lines.length - 1];
        return new ExpressionText(
                code,
                new Span(
                        new Source(source, "\n".repeat(line - 1) + code),
                        line,
                        1,
                        line + lines.length - 1,
                        last.codePointCount(0, last.length()) + 1));
    }
}
