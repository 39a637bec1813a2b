import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Whole-process times of the commands that people wait for most, as a Markdown table: `version`, and a plan of the
/// example with nothing to do, in the sandbox.
///
///     java cli/bench/Startup.java [--runs 20] [PATH of a setpoint ...]
///
/// Several launchers take turns, so that a busy machine is as unfair to the one as to the other.
public final class Startup {

    public static void main(String[] args) throws Exception {
        int runs = 20;
        var launchers = new ArrayList<String>();
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--runs" -> runs = Integer.parseInt(args[++i]);
                default -> launchers.add(Path.of(args[i]).toAbsolutePath().toString());
            }
        }
        if (launchers.isEmpty()) {
            launchers.add(Path.of("cli/setpoint").toAbsolutePath().toString());
        }
        var folder = Files.createTempDirectory("setpoint-startup");
        Files.copy(
                Path.of("cli/bench/s3-encryption/setpoint.yaml"),
                folder.resolve("setpoint.yaml"),
                StandardCopyOption.REPLACE_EXISTING);
        time(folder, launchers.getFirst(), "apply", "--sandbox", "--auto-approve");
        var times = new LinkedHashMap<List<String>, List<Double>>();
        for (int run = -1; run < runs; run++) {
            for (var launcher : launchers) {
                for (var command : List.of(List.of("version"), List.of("plan", "--sandbox"))) {
                    var whole = new ArrayList<>(List.of(launcher));
                    whole.addAll(command);
                    double seconds = time(folder, whole.toArray(String[]::new));
                    // The first finds the disk's cache cold.
                    if (run >= 0) {
                        times.computeIfAbsent(whole, w -> new ArrayList<>()).add(seconds);
                    }
                }
            }
        }
        print(times);
    }

    private static void print(Map<List<String>, List<Double>> times) {
        System.out.println("| command | median | fastest |");
        System.out.println("|---|---|---|");
        times.forEach((command, seconds) -> {
            Collections.sort(seconds);
            System.out.printf(
                    "| %s | %.2f s | %.2f s |%n",
                    String.join(" ", command), seconds.get(seconds.size() / 2), seconds.getFirst());
        });
    }

    private static double time(Path folder, String... command) throws Exception {
        var log = folder.resolve("output.log").toFile();
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(log);
        long start = System.nanoTime();
        int exit = builder.start().waitFor();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (exit != 0) {
            throw new IOException(
                    Arrays.toString(command) + " ended with " + exit + ":\n" + Files.readString(log.toPath()));
        }
        return seconds;
    }
}
