package dev.setpoint.cli.terminal;

import dev.setpoint.engine.state.storage.Storage;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything of its process that a command may touch, so that a test can stand in for all of it.
 *
 * @param out results; whatever is printed on it goes through a {@link SafeStream}
 * @param err progress, diagnostics, questions, likewise
 * @param terminals which of the standard streams are terminals
 * @param variables the environment
 * @param folder what relative paths start from
 * @param lease how long a lock of a shared state holds without being renewed; another than usual in tests alone
 */
public record Console(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Set<Stream> terminals,
        Map<String, String> variables,
        Path folder,
        Duration lease) {

    public enum Stream {
        IN('0'),
        OUT('1'),
        ERR('2');

        private final char descriptor;

        Stream(char descriptor) {
            this.descriptor = descriptor;
        }
    }

    /**
     * Variables that CI runners set: GitHub, GitLab and most others the first, Azure Pipelines and TeamCity the rest.
     */
    private static final List<String> RUNNERS = List.of("CI", "GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION");

    private static final int DEFAULT_WIDTH = 100;
    private static final int NARROWEST = 40;

    public Console {
        terminals = Set.copyOf(terminals);
        out = SafeStream.over(out, terminals.contains(Stream.OUT));
        err = SafeStream.over(err, terminals.contains(Stream.ERR));
        variables = Map.copyOf(variables);
    }

    public Console(
            InputStream in,
            PrintStream out,
            PrintStream err,
            Set<Stream> terminals,
            Map<String, String> variables,
            Path folder) {
        this(in, out, err, terminals, variables, folder, Storage.LEASE);
    }

    /** Console of this process. */
    public static Console ofProcess() {
        return new Console(
                System.in,
                ResultStream.of(FileDescriptor.out, 1, 1 << 16),
                ResultStream.of(FileDescriptor.err, 2, 1 << 10),
                terminals(System.getProperty("setpoint.terminal", "")),
                System.getenv(),
                Path.of("").toAbsolutePath());
    }

    /** The launcher says which streams are terminals ("012"): Java can only ask about in and out together. */
    private static Set<Stream> terminals(String fromLauncher) {
        var found = EnumSet.noneOf(Stream.class);
        for (var stream : Stream.values()) {
            if (fromLauncher.indexOf(stream.descriptor) >= 0) {
                found.add(stream);
            }
        }
        return found;
    }

    public Console leasing(Duration time) {
        return new Console(in, out, err, terminals, variables, folder, time);
    }

    public boolean isTerminal(Stream stream) {
        return terminals.contains(stream);
    }

    /** Tells whether a person is there to answer a question. */
    public boolean canAsk() {
        return isTerminal(Stream.IN) && isTerminal(Stream.ERR);
    }

    /** Asks and waits for a line; empty at the end of the input. */
    Optional<String> ask(String question) {
        err.print(question);
        err.flush();
        try {
            var answer = Optional.ofNullable(
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine());
            if (answer.isEmpty()) {
                // Nobody has ended the line of the question.
                err.println();
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Columns to write in: what the terminal or {@code COLUMNS} says, else 100. */
    public int width() {
        try {
            var columns = Integer.parseInt(variables.getOrDefault("COLUMNS", "").strip());
            return columns <= 0 ? DEFAULT_WIDTH : Math.max(NARROWEST, columns);
        } catch (NumberFormatException e) {
            // Not a number: as good as not set.
            return DEFAULT_WIDTH;
        }
    }

    /** A path as the user gave it, from the folder that the user is in. */
    public Path path(String text) {
        return folder.resolve(text);
    }

    /** Writes a value to stdout as it is. */
    public void raw(String text) {
        SafeStream.over(out, isTerminal(Stream.OUT)).raw(text);
    }

    /** Tells whether a CI runner reads the output and runs commands in it. */
    public boolean isRunner() {
        return RUNNERS.stream()
                .map(name -> variables.getOrDefault(name, ""))
                .anyMatch(value -> !value.isEmpty() && !value.equals("false"));
    }

    public void flush() {
        out.flush();
        err.flush();
    }

    /** The failure to write some of the results. */
    public Optional<ResultStream.Failure> lost() {
        return out instanceof SafeStream safe && safe.behind() instanceof ResultStream results
                ? results.failure()
                : Optional.empty();
    }
}
