package dev.setpoint.cli;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The stack file that an argument means.
 *
 * @param path where it is
 * @param name how diagnostics call it: as the user would write it
 */
record StackFile(Path path, String name) {

    private static final String USUAL = "setpoint.yaml";

    /** The folder that its state lives in. */
    Path folder() {
        return Optional.ofNullable(path.toAbsolutePath().getParent()).orElse(path);
    }

    /** @param argument a file or a folder; empty for the current folder */
    static Result<StackFile> find(Console console, Optional<String> argument) {
        var path = argument.map(console::path).orElse(console.folder());
        if (Files.isDirectory(path)) {
            return inFolder(path, argument);
        }
        if (Files.exists(path)) {
            return Result.ok(new StackFile(path, argument.orElse(USUAL)));
        }
        return Result.failed(
                Diagnostic.error("SP0910", "There is no file or folder `%s`.".formatted(argument.orElse("."))));
    }

    private static Result<StackFile> inFolder(Path folder, Optional<String> argument) {
        var usual = folder.resolve(USUAL);
        if (Files.exists(usual)) {
            return Result.ok(new StackFile(usual, named(argument, USUAL)));
        }
        try (var files = Files.list(folder)) {
            var stacks = files.filter(StackFile::isStack).sorted().toList();
            return switch (stacks.size()) {
                case 0 -> none(argument);
                case 1 -> Result.ok(new StackFile(stacks.getFirst(), named(argument, fileName(stacks.getFirst()))));
                default -> several(argument, stacks);
            };
        } catch (IOException e) {
            return Result.failed(Diagnostic.error(
                    "SP0911", "The folder `%s` cannot be read: %s.".formatted(folder, e.getMessage())));
        }
    }

    private static Result<StackFile> none(Optional<String> argument) {
        return Result.failed(Diagnostic.error(
                        "SP0912",
                        "There is no stack in %s: no `%s`, and no other YAML file with a `setpoint:` line."
                                .formatted(place(argument), USUAL))
                .hint("Name the stack's file or folder, as in `setpoint plan examples/hello`."));
    }

    private static Result<StackFile> several(Optional<String> argument, List<Path> stacks) {
        var names = stacks.stream().map(path -> "`" + fileName(path) + "`").toList();
        return Result.failed(Diagnostic.error(
                        "SP0913",
                        "There are several stacks in %s: %s.".formatted(place(argument), String.join(", ", names)))
                .hint("Name the one you mean, or call it `%s`.".formatted(USUAL)));
    }

    /** A YAML file that says so with a `setpoint:` line of its own. */
    private static boolean isStack(Path path) {
        var name = fileName(path);
        if (!(name.endsWith(".yaml") || name.endsWith(".yml")) || !Files.isRegularFile(path)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(path, java.nio.charset.StandardCharsets.ISO_8859_1)) {
            return lines.anyMatch(line -> line.startsWith("setpoint:"));
        } catch (IOException | java.io.UncheckedIOException e) {
            // Not readable for us, so not the stack that is meant; naming it would say why.
            return false;
        }
    }

    private static String place(Optional<String> argument) {
        return argument.map(text -> "`" + text + "`").orElse("this folder");
    }

    private static String named(Optional<String> argument, String file) {
        return argument.map(text -> Path.of(text).resolve(file).normalize().toString())
                .orElse(file);
    }

    private static String fileName(Path path) {
        return String.valueOf(path.getFileName());
    }
}
