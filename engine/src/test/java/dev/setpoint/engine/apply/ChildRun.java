package dev.setpoint.engine.apply;

import dev.setpoint.engine.testing.ChildProcess;
import dev.setpoint.engine.testing.Crash;
import dev.setpoint.engine.testing.MemoryCloud;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;

/**
 * An apply in a process that the test kills. Its cloud is a file, so acknowledged changes stay.
 *
 * <p>Arguments: state folder, cloud file, seed of the stack, boundary at which to halt (0: never).
 */
final class ChildRun {

    private static final int NAMES = 24;

    private ChildRun() {}

    static dev.setpoint.engine.testing.TestStack stack(long seed) {
        return RandomStacks.of(RandomGeneratorFactory.of("L64X128MixRandom").create(seed), NAMES);
    }

    public static void main(String[] arguments) {
        var bench = new Bench(Path.of(arguments[0]), new MemoryCloud(Path.of(arguments[1])));
        var stack = stack(Long.parseLong(arguments[2]));
        var boundary = Long.parseLong(arguments[3]);
        // Said before the work begins, so that whoever kills this process does not kill it while it starts.
        System.out.println("begun");
        if (boundary > 0) {
            bench.applyUntil(halting(boundary), stack);
        } else {
            System.exit(bench.apply(stack).succeeded() ? 0 : 1);
        }
    }

    private static Crash halting(long boundary) {
        return new Crash(
                (number, _) -> number == boundary,
                Crash.Unsynced.KEPT,
                () -> Runtime.getRuntime().halt(9));
    }

    static Process start(Path folder, Path cloud, long seed, long boundary) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ChildRun.class.getName(),
                folder.toString(),
                cloud.toString(),
                String.valueOf(seed),
                String.valueOf(boundary)));
        return ChildProcess.start(new ProcessBuilder(command).redirectError(new File(folder + ".err")), Map.of());
    }
}
