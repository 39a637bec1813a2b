package dev.setpoint.provider.aws.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code moto_server} on a free loopback port, ended with the JVM. */
final class MotoServer {

    private static final String PROGRAM = "moto_server";
    private static final Duration START = Duration.ofSeconds(30);

    private MotoServer() {}

    /** Its endpoint; empty where it is not installed. */
    static Optional<String> start() {
        return program().map(MotoServer::start);
    }

    private static Optional<Path> program() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, PROGRAM))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String start(Path program) {
        try {
            var port = freePort();
            var builder = new ProcessBuilder(program.toString(), "-H", "127.0.0.1", "-p", Integer.toString(port))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            // AWS's own policies are there in AWS, too.
            builder.environment().put("MOTO_IAM_LOAD_MANAGED_POLICIES", "true");
            var process = builder.start();
            // The program may be a launcher: end what it has started, too.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
            awaitAnswer(process, port);
            return "http://127.0.0.1:" + port;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitAnswer(Process process, int port) throws IOException {
        var end = System.nanoTime() + START.toNanos();
        while (true) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                if (System.nanoTime() > end || exited(process)) {
                    throw new IOException(PROGRAM + " did not start on port " + port + ".", e);
                }
            }
        }
    }

    /** Whether it ended within a moment: the pause between two attempts to connect. */
    private static boolean exited(Process process) {
        try {
            return process.waitFor(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
