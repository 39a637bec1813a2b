package dev.setpoint.cli.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;

/** Runs on the simulated cloud, which several stacks may share. */
public final class SandboxRun {

    private SandboxRun() {}

    public static Run run(Path cloud, Path folder, String... command) {
        var args = Stream.concat(Stream.of(command), Stream.of("--sandbox")).toArray(String[]::new);
        return Run.with(Map.of("SETPOINT_SANDBOX", cloud.toString()), folder, args);
    }

    /** Makes a spec the stack of a folder. */
    public static void copy(Path spec, Path folder) throws IOException {
        Files.copy(spec, folder.resolve("setpoint.yaml"), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Copies an example into a folder, with the modules that the examples share below it. */
    public static void copyExample(Path example, Path folder) throws IOException {
        var text = Files.readString(example.resolve("setpoint.yaml"));
        Files.writeString(folder.resolve("setpoint.yaml"), text.replace("source: ../modules/", "source: ./modules/"));
        var modules = example.resolveSibling("modules");
        try (var files = Files.walk(modules)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copy = folder.resolve("modules").resolve(modules.relativize(file));
                Files.createDirectories(copy.resolveSibling(""));
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** The text without what the cloud makes up anew each time. */
    public static String steady(String text) {
        return text.replaceAll("\"setpoint\" : \"[^\"]*\"", "\"setpoint\" : \"<version>\"")
                .replaceAll("sha256:[0-9a-f]{64}", "sha256:<digest>")
                .replaceAll("pbkdf2:[0-9a-f]{64}", "pbkdf2:<digest>")
                .replaceAll("\"salt\" : \"[^\"]*\"", "\"salt\" : \"<salt>\"")
                .replaceAll("on \\d{4}(-\\d\\d){2}", "on <date>")
                .replaceAll("mrk-[0-9a-f]{32}", "mrk-<key-id>")
                .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "<id>");
    }
}
