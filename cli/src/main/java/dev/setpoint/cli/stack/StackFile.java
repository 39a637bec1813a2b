package dev.setpoint.cli.stack;

import dev.setpoint.cli.terminal.Console;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.document.Document;
import dev.setpoint.engine.document.Parser;
import dev.setpoint.engine.document.SourceFile;
import dev.setpoint.engine.document.part.SpecParts;
import dev.setpoint.engine.file.SpecFiles;
import dev.setpoint.engine.operator.AllowedAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Stack file that an argument names.
 *
 * @param path where it is
 * @param name for diagnostics: the path as the user would write it
 * @param files that it may name; it must be one of them
 * @param guessed true when only a link or a saved plan says that it is a stack
 * @param alone true when the argument is the file itself, which is then read without the parts beside it
 */
public record StackFile(Path path, String name, SpecFiles files, boolean guessed, boolean alone) {

    private static final String USUAL = SpecParts.MAIN;

    /** Code of the diagnostic for a folder without a stack. */
    private static final String NONE = "SP0912";

    /** Folder of the stack file, below which its state is. */
    public Path folder() {
        return folder(path);
    }

    private static Path folder(Path path) {
        return Optional.ofNullable(path.toAbsolutePath().getParent()).orElse(path);
    }

    /** Reads and parses the file with its parts, once for each command. */
    public Result<Document> parse() {
        return SourceFile.stack(files, path, name, guessed || Files.isSymbolicLink(path))
                .then(source -> new Parser().parse(source))
                .then(main -> alone ? Result.ok(main) : new SpecParts(files, folder()).merged(main));
    }

    /**
     * @param argument a file or a folder; empty for the current folder
     * @param allowed what may be read besides the repository
     * @param guessed whether only a saved plan says so
     */
    public static Result<StackFile> find(
            Console console, Optional<String> argument, AllowedAccess allowed, boolean guessed) {
        var path = argument.map(console::path).orElse(console.folder());
        if (Files.isDirectory(path)) {
            var files = allowed.files(path.toAbsolutePath());
            return inFolder(path, argument, files)
                    .map(file -> new StackFile(
                            file,
                            named(argument, fileName(file)),
                            files,
                            guessed,
                            !fileName(file).equals(USUAL)));
        }
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return Result.ok(new StackFile(path, argument.orElse(USUAL), allowed.files(folder(path)), guessed, true));
        }
        return Result.failed(
                Diagnostic.error("SP0910", "There is no file or folder `%s`.".formatted(argument.orElse("."))));
    }

    /**
     * Tells whether a folder has no stack.
     *
     * @param argument the folder; empty for the current one
     */
    public static boolean isMissing(Console console, Optional<String> argument, AllowedAccess allowed) {
        return find(console, argument, allowed, false) instanceof Result.Failed<StackFile>(var problems)
                && problems.stream().allMatch(problem -> problem.code().equals(NONE));
    }

    private static Result<Path> inFolder(Path folder, Optional<String> argument, SpecFiles files) {
        var usual = folder.resolve(USUAL);
        if (Files.exists(usual, LinkOption.NOFOLLOW_LINKS)) {
            return Result.ok(usual);
        }
        try (var all = Files.list(folder)) {
            var stacks = all.filter(path -> isStack(path, files)).sorted().toList();
            return switch (stacks.size()) {
                case 0 -> none(argument);
                case 1 -> Result.ok(stacks.getFirst());
                default -> several(argument, stacks);
            };
        } catch (IOException e) {
            return Result.failed(Diagnostic.error(
                    "SP0911", "The folder `%s` cannot be read: %s.".formatted(folder, e.getMessage())));
        }
    }

    private static Result<Path> none(Optional<String> argument) {
        return Result.failed(Diagnostic.error(
                        NONE,
                        "There is no stack in %s: no `%s`, and no other YAML file with a `setpoint:` line."
                                .formatted(place(argument), USUAL))
                .hint("Name the stack's file or folder, as in `setpoint plan examples/hello`."));
    }

    private static Result<Path> several(Optional<String> argument, List<Path> stacks) {
        var names = stacks.stream().map(path -> "`" + fileName(path) + "`").toList();
        return Result.failed(Diagnostic.error(
                        "SP0913",
                        "There are several stacks in %s: %s.".formatted(place(argument), String.join(", ", names)))
                .hint("Name the one you mean, or call it `%s`.".formatted(USUAL)));
    }

    /** Returns true for a YAML file with a `setpoint:` line. */
    private static boolean isStack(Path path, SpecFiles files) {
        var name = fileName(path);
        return (name.endsWith(".yaml") || name.endsWith(".yml"))
                // One that cannot be read is not the stack that is meant; naming it would say why.
                && SourceFile.isStack(files, path);
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
