package dev.setpoint.cli.command.eval;

import dev.setpoint.cli.terminal.Console;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Expressions on stdin, one a line; blank lines are left out. On a terminal, prompts for each one. */
final class ExpressionLines {

    private static final String PROMPT = "> ";

    private final Console console;
    private final BufferedReader reader;
    private int number;

    ExpressionLines(Console console) {
        this.console = console;
        reader = new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8));
    }

    /** Waits for the next expression; empty at the end of stdin. */
    Optional<ExpressionText> next() throws IOException {
        for (var line = line(); line.isPresent(); line = line()) {
            if (!line.get().isBlank()) {
                return Optional.of(ExpressionText.of("stdin", number, line.get()));
            }
        }
        return Optional.empty();
    }

    private Optional<String> line() throws IOException {
        if (console.canAsk()) {
            console.err().print(PROMPT);
            console.err().flush();
        }
        var line = Optional.ofNullable(reader.readLine());
        number++;
        if (line.isEmpty() && console.canAsk()) {
            // Nobody has ended the line of the prompt.
            console.err().println();
        }
        return line;
    }
}
