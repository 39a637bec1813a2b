package dev.setpoint.engine.document.part;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.document.Document;
import dev.setpoint.engine.document.FileKind;
import dev.setpoint.engine.document.Parser;
import dev.setpoint.engine.document.SourceFile;
import dev.setpoint.engine.file.SpecFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The parts in the folder of a spec: {@code *.setpoint.yaml}, which are merged with its {@code setpoint.yaml}.
 *
 * @param folder of the spec, a path on disk
 */
public record SpecParts(SpecFiles files, Path folder) {

    /** The file that has the name of the stack or module. */
    public static final String MAIN = "setpoint.yaml";

    private static final String SUFFIX = "." + MAIN;
    private static final Pattern GRAMMAR = Pattern.compile("^setpoint:\\s*[\"']?v1\\b", Pattern.MULTILINE);
    private static final Pattern WHOLE = Pattern.compile("^(stack|module|environment)\\s*:", Pattern.MULTILINE);

    /** Returns true for the name of a part. */
    public static boolean isPart(String file) {
        return file.endsWith(SUFFIX);
    }

    /**
     * Merges the document of {@code setpoint.yaml} with the parts beside it, in the order of their names. Warns of files
     * that look like parts and have other names.
     */
    public Result<Document> merged(Document main) {
        List<Path> parts;
        List<Path> others;
        try (var all = Files.list(folder)) {
            var yaml = all.filter(path -> isYaml(name(path))).sorted().toList();
            parts = yaml.stream().filter(path -> isPart(name(path))).toList();
            others = yaml.stream()
                    .filter(path -> !isPart(name(path)) && !name(path).equals(MAIN))
                    .toList();
        } catch (IOException e) {
            return Result.failed(Diagnostic.error(
                    "SP0911", "The folder `%s` cannot be read: %s.".formatted(folder, e.getMessage())));
        }
        var problems = new ArrayList<Diagnostic>();
        var documents = new ArrayList<Document>();
        parts.forEach(part -> {
            var read = read(part, main);
            problems.addAll(read.diagnostics());
            read.fold(_ -> false, documents::add);
        });
        others.forEach(other -> stray(other, main).ifPresent(problems::add));
        return documents.isEmpty()
                ? Result.of(main, problems)
                : Result.of(main, problems).then(_ -> new PartMerge(main).with(documents));
    }

    private Result<Document> read(Path path, Document main) {
        return SourceFile.stack(files, path, beside(main, path), Files.isSymbolicLink(path))
                .then(source -> new Parser().parse(source, FileKind.PART));
    }

    /** A warning about a file with the grammar of a part that is neither named like one nor a spec of its own. */
    private Optional<Diagnostic> stray(Path path, Document main) {
        return SourceFile.stack(files, path, beside(main, path), true)
                .fold(_ -> Optional.<String>empty(), source -> Optional.of(source.text()))
                .filter(text ->
                        GRAMMAR.matcher(text).find() && !WHOLE.matcher(text).find())
                .map(_ -> Diagnostic.warning(
                                "SP0271",
                                "`" + beside(main, path) + "` looks like part of a " + PartMerge.noun(main)
                                        + " and is not read.")
                        .hint("Call it `" + name(path).replaceFirst("(\\.setpoint)?\\.ya?ml$", SUFFIX) + "`."));
    }

    /** The name of a file as diagnostics give it: like that of the main file. */
    private static String beside(Document main, Path path) {
        return Path.of(main.source().name()).resolveSibling(name(path)).toString();
    }

    private static boolean isYaml(String name) {
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
