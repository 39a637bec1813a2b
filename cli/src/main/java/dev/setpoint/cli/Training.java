package dev.setpoint.cli;

import dev.setpoint.cli.terminal.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Training run for the distribution's AOT cache: the usual commands, once, without a terminal or a cloud. */
final class Training {

    private Training() {}

    /** @param args the folder of the examples, and an empty one to work in */
    public static void main(String[] args) throws IOException {
        var examples = Path.of(args[0]);
        var folder = Path.of(args[1]);
        var failed = 0;
        copy(examples.resolve("modules"), folder.resolve("modules"));
        for (var stack : List.of("hello", "s3-encryption")) {
            var place = folder.resolve(stack);
            copy(examples.resolve(stack), place);
            for (var command : List.of("validate", "plan", "apply", "plan", "show")) {
                failed += run(folder, command, place.toString(), command.equals("apply"));
            }
        }
        failed += Main.run(console(folder), "explain", "SP0607");
        failed += Main.run(console(folder), "eval", "size(locals.tags)", "s3-encryption");
        failed += Main.run(console(folder), "init", "--list");
        failed += Main.run(console(folder), "completion", "bash");
        failed += Main.run(console(folder), "version");
        System.exit(failed);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copy = to.resolve(from.relativize(file));
                Files.createDirectories(copy.resolveSibling("."));
                Files.copy(file, copy);
            }
        }
    }

    private static int run(Path folder, String command, String stack, boolean approve) {
        return approve
                ? Main.run(console(folder), command, stack, "--sandbox", "--auto-approve")
                : Main.run(console(folder), command, stack, "--sandbox");
    }

    /** Console that drops results; stderr goes to the training's log. */
    private static Console console(Path folder) {
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Console(InputStream.nullInputStream(), nowhere, System.err, Set.of(), Map.of(), folder);
    }
}
