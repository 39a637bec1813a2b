package dev.setpoint.provider.aws.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code moto_server} on a free loopback port, ended with the JVM. */
final class MotoServer {

    private static final String PROGRAM = "moto_server";
    private static final Pattern RUNNING = Pattern.compile("Running on (http://127\\.0\\.0\\.1:\\d+)");

    private MotoServer() {}

    /**
     * Starts one and returns its endpoint; empty where it is not installed.
     *
     * @param awsPolicies whether it has AWS's own policies, which take it long to load
     */
    static Optional<String> start(boolean awsPolicies) {
        return program().map(program -> start(program, awsPolicies));
    }

    private static Optional<Path> program() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, PROGRAM))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The program chooses the port itself, and says which it has got. */
    private static String start(Path program, boolean awsPolicies) {
        try {
            var builder =
                    new ProcessBuilder(program.toString(), "-H", "127.0.0.1", "-p", "0").redirectErrorStream(true);
            // What the user of this machine has configured is not meant for it.
            builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
            builder.environment().put("MOTO_IAM_LOAD_MANAGED_POLICIES", String.valueOf(awsPolicies));
            var process = builder.start();
            // The program may be a launcher: end what it has started, too.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
            var output = process.inputReader();
            var endpoint = endpoint(output);
            Thread.ofPlatform().daemon().name("moto").start(() -> output.lines().forEach(_ -> {}));
            return endpoint;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String endpoint(BufferedReader output) throws IOException {
        var said = new StringBuilder();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            var running = RUNNING.matcher(line);
            if (running.find()) {
                return running.group(1);
            }
            said.append(line).append('\n');
        }
        throw new IOException(PROGRAM + " did not start: " + said);
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }
}
