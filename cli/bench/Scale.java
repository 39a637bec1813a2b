import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Whole-process times of Setpoint beside Terraform on the same topology, in one run, as a Markdown table.
///
/// Per group of ten: a key, four buckets on the key, four replicas each on its bucket, a trail on the
/// four buckets; `core.value` here, `terraform_data` there, so neither side calls a cloud.
///
///     java cli/bench/Scale.java [--runs 5] [--setpoint PATH] [--terraform-up-to 1000] 100 1000
///
/// Needs `terraform` on the PATH; without it only Setpoint's column is filled. Larger stacks than `--terraform-up-to`
/// are left to Setpoint alone, for Terraform applies 10,000 resources in half an hour. Every time is the median of the
/// runs; an apply always starts from nothing.
public final class Scale {

    private static final List<String> STEPS = List.of("plan from empty", "apply", "plan with nothing to do");

    public static void main(String[] args) throws Exception {
        var sizes = new ArrayList<Integer>();
        int runs = 5;
        int largest = 1000;
        var setpoint = Path.of("cli/setpoint").toAbsolutePath().toString();
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--runs" -> runs = Integer.parseInt(args[++i]);
                case "--setpoint" -> setpoint = Path.of(args[++i]).toAbsolutePath().toString();
                case "--terraform-up-to" -> largest = Integer.parseInt(args[++i]);
                default -> sizes.add(Integer.parseInt(args[i]));
            }
        }
        boolean terraform = onPath("terraform");
        System.out.println("| resources | step | Setpoint | Terraform | ratio |");
        System.out.println("|---|---|---|---|---|");
        for (int size : sizes) {
            var ours = new LinkedHashMap<String, List<Double>>();
            var theirs = new LinkedHashMap<String, List<Double>>();
            for (int run = 0; run < runs; run++) {
                setpoint(setpoint, size, ours);
                if (terraform && size <= largest) {
                    terraform(size, theirs);
                }
            }
            for (var step : STEPS) {
                double s = median(ours.get(step));
                var t = theirs.containsKey(step) ? median(theirs.get(step)) : Double.NaN;
                System.out.printf("| %,d | %s | %.2f s | %s | %s |%n", size, step, s,
                        Double.isNaN(t) ? "–" : "%.2f s".formatted(t), Double.isNaN(t) ? "–" : "%.1f×".formatted(t / s));
            }
        }
    }

    private static void setpoint(String command, int size, Map<String, List<Double>> times) throws Exception {
        var folder = Files.createTempDirectory("setpoint-scale");
        try {
            Files.writeString(folder.resolve("setpoint.yaml"), stack(size));
            var environment = Map.of("NO_COLOR", "1");
            record(times, STEPS.get(0), time(folder, environment, command, "plan"));
            record(times, STEPS.get(1), time(folder, environment, command, "apply", "--auto-approve"));
            record(times, STEPS.get(2), time(folder, environment, command, "plan"));
        } finally {
            delete(folder);
        }
    }

    private static void terraform(int size, Map<String, List<Double>> times) throws Exception {
        var folder = Files.createTempDirectory("terraform-scale");
        try {
            Files.writeString(folder.resolve("main.tf"), configuration(size));
            var environment = Map.of("CHECKPOINT_DISABLE", "1", "TF_IN_AUTOMATION", "1");
            time(folder, environment, "terraform", "init", "-no-color");
            record(times, STEPS.get(0), time(folder, environment, "terraform", "plan", "-no-color", "-out", "p"));
            record(times, STEPS.get(1), time(folder, environment, "terraform", "apply", "-no-color", "p"));
            record(times, STEPS.get(2), time(folder, environment, "terraform", "plan", "-no-color"));
        } finally {
            delete(folder);
        }
    }

    private static String stack(int size) {
        var text = new StringBuilder("setpoint: v1\nstack: scale\n\nresources:\n");
        for (int g = 0; g < size / 10; g++) {
            value(text, "key" + g, "name: key-" + g, "rotation: true");
            for (int b = 0; b < 4; b++) {
                value(text, "bucket%dx%d".formatted(g, b), "name: bucket-%d-%d".formatted(g, b), "key: ${key%d.id}".formatted(g), "versioning: Enabled");
                value(text, "replica%dx%d".formatted(g, b), "name: replica-%d-%d".formatted(g, b), "source: ${bucket%dx%d.id}".formatted(g, b));
            }
            var ids = new ArrayList<String>();
            for (int b = 0; b < 4; b++) {
                ids.add("\"${bucket%dx%d.id}\"".formatted(g, b));
            }
            value(text, "trail" + g, "name: trail-" + g, "buckets: [" + String.join(", ", ids) + "]");
        }
        return text.toString();
    }

    private static void value(StringBuilder text, String name, String... properties) {
        text.append("  ").append(name).append(":\n    type: core.value\n    properties:\n");
        for (var property : properties) {
            text.append("      ").append(property).append('\n');
        }
    }

    private static String configuration(int size) {
        var text = new StringBuilder();
        for (int g = 0; g < size / 10; g++) {
            data(text, "key" + g, "name = \"key-" + g + "\", rotation = true");
            for (int b = 0; b < 4; b++) {
                data(text, "bucket%dx%d".formatted(g, b), "name = \"bucket-%d-%d\", key = terraform_data.key%d.id, versioning = \"Enabled\"".formatted(g, b, g));
                data(text, "replica%dx%d".formatted(g, b), "name = \"replica-%d-%d\", source = terraform_data.bucket%dx%d.id".formatted(g, b, g, b));
            }
            var ids = new ArrayList<String>();
            for (int b = 0; b < 4; b++) {
                ids.add("terraform_data.bucket%dx%d.id".formatted(g, b));
            }
            data(text, "trail" + g, "name = \"trail-" + g + "\", buckets = [" + String.join(", ", ids) + "]");
        }
        return text.toString();
    }

    private static void data(StringBuilder text, String name, String input) {
        text.append("resource \"terraform_data\" \"%s\" {\n  input = { %s }\n}\n".formatted(name, input));
    }

    private static double time(Path folder, Map<String, String> environment, String... command) throws Exception {
        var log = folder.resolve("output.log").toFile();
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectInput(new File("/dev/null")).redirectOutput(log);
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        int exit = builder.start().waitFor();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (exit != 0) {
            throw new IOException(Arrays.toString(command) + " ended with " + exit + ":\n" + Files.readString(log.toPath()));
        }
        return seconds;
    }

    private static void record(Map<String, List<Double>> times, String step, double seconds) {
        times.computeIfAbsent(step, s -> new ArrayList<>()).add(seconds);
    }

    private static double median(List<Double> seconds) {
        var sorted = new ArrayList<>(seconds);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private static boolean onPath(String command) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator)).anyMatch(p -> Files.isExecutable(Path.of(p, command)));
    }

    private static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            paths.sorted(Collections.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }
}
