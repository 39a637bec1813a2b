package dev.setpoint.cli.testing;

import dev.setpoint.cli.Main;
import dev.setpoint.cli.terminal.Console;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The distribution's code as a process whose locks hold for a short time: a test has no minute to wait. */
public final class ShortLease {

    /** The time, for this class alone: the distribution knows no such variable. */
    public static final String MILLIS = "SETPOINT_TEST_LEASE_MILLIS";

    private ShortLease() {}

    public static void main(String[] args) {
        var lease = Duration.ofMillis(Long.parseLong(System.getenv().getOrDefault(MILLIS, "")));
        Main.main(Console.ofProcess().leasing(lease), args);
    }

    /**
     * Returns the command line of such a process. It uses the distribution's AOT cache, whose JVM options and first class
     * path it shares; a JVM that cannot use the cache starts without it.
     *
     * @param jar the distribution's
     */
    public static List<String> command(Path jar, String... args) {
        return Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:AOTCache=" + jar.resolveSibling("setpoint.aot"),
                                "-Xlog:disable",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx3g",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                jar + File.pathSeparator + classes(),
                                ShortLease.class.getName()),
                        Stream.of(args))
                .toList();
    }

    private static Path classes() {
        try {
            return Path.of(ShortLease.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
