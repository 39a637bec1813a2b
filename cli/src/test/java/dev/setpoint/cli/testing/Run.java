package dev.setpoint.cli.testing;

import dev.setpoint.cli.Main;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.engine.testing.ChildProcess;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** One run of the command line inside the test's own process. */
public record Run(int code, String out, String err) {

    public static Run of(Path folder, String... args) {
        return with(Map.of(), folder, args);
    }

    public static Run with(Map<String, String> variables, Path folder, String... args) {
        return run(variables, InputStream.nullInputStream(), Set.of(), folder, args);
    }

    /** A run that reads this text from stdin. */
    public static Run reading(String text, Set<Console.Stream> terminals, Path folder, String... args) {
        return run(Map.of(), new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), terminals, folder, args);
    }

    private static Run run(
            Map<String, String> variables, InputStream in, Set<Console.Stream> terminals, Path folder, String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var all = new HashMap<>(ChildProcess.withoutProfiles());
        all.putAll(variables);
        var console = new Console(in, stream(out), stream(err), terminals, Map.copyOf(all), folder);
        var code = Main.run(console, args);
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
