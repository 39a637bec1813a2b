package dev.setpoint.engine.check.environment;

import dev.setpoint.engine.check.grammar.LiteralSecrets;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Nearest;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The environments of one stack: the files {@code envs/NAME.yaml} beside it, each read once for a command. */
public final class EnvironmentFiles {

    private static final String FOLDER = "envs";
    private static final String SUFFIX = ".yaml";

    /** Entries that expressions read if an environment has them. */
    private static final Set<String> MEMBERS = Set.of("account", "region");

    private final SpecFiles files;
    private final Document stack;
    private final Map<String, Path> paths;
    private final List<Diagnostic> strays;
    private final Map<String, Result<Document>> read = new LinkedHashMap<>();

    private EnvironmentFiles(SpecFiles files, Document stack, Map<String, Path> paths, List<Diagnostic> strays) {
        this.files = files;
        this.stack = stack;
        this.paths = paths;
        this.strays = strays;
    }

    /**
     * Finds the environments of a stack; none when it has no folder {@code envs}.
     *
     * @param folder of the stack, a path on disk
     */
    public static Result<EnvironmentFiles> of(SpecFiles files, Path folder, Document stack) {
        var place = folder.resolve(FOLDER);
        var paths = new LinkedHashMap<String, Path>();
        var strays = new ArrayList<Diagnostic>();
        if (!Files.isDirectory(place)) {
            return Result.ok(new EnvironmentFiles(files, stack, paths, strays));
        }
        try (var all = Files.list(place)) {
            all.sorted().forEach(path -> {
                var name = String.valueOf(path.getFileName());
                if (name.endsWith(SUFFIX)) {
                    paths.put(name.substring(0, name.length() - SUFFIX.length()), path);
                } else if (name.endsWith(".yml")) {
                    strays.add(Diagnostic.warning(
                                    "SP0271",
                                    "`" + FOLDER + "/" + name + "` looks like an environment and is not read.")
                            .hint("Call it `" + name.replaceFirst("yml$", "yaml") + "`."));
                }
            });
        } catch (IOException e) {
            return Result.failed(
                    Diagnostic.error("SP0911", "The folder `%s` cannot be read: %s.".formatted(place, e.getMessage())));
        }
        return Result.of(new EnvironmentFiles(files, stack, paths, strays), strays);
    }

    public boolean isEmpty() {
        return paths.isEmpty();
    }

    /** The names of the environments, in alphabetical order. */
    public List<String> names() {
        return List.copyOf(paths.keySet());
    }

    /** Reads an environment and checks it by itself. */
    public Result<StackEnvironment> environment(String name) {
        if (!paths.containsKey(name)) {
            return Result.failed(unknown(name));
        }
        return document(name).then(document -> new EnvironmentReader(document, name).read(everywhere()));
    }

    private Diagnostic unknown(String name) {
        if (paths.isEmpty()) {
            return Diagnostic.error("SP0274", "This stack has no environments, and so no `" + name + "`.")
                    .hint(
                            strays.isEmpty()
                                    ? "Leave out `--env`, or write the environment to `" + FOLDER + "/" + name + SUFFIX
                                            + "` beside the stack."
                                    : "An environment is a file `" + FOLDER + "/NAME" + SUFFIX + "`.");
        }
        return Diagnostic.error("SP0274", "This stack has no environment `" + name + "`.")
                .hint(Nearest.hint(name, names()).orElse("It has: " + String.join(", ", names()) + "."));
    }

    private Result<Document> document(String name) {
        return read.computeIfAbsent(name, this::parsed);
    }

    private Result<Document> parsed(String name) {
        var path = Optional.ofNullable(paths.get(name)).orElseThrow();
        var shown = Path.of(stack.source().name())
                .resolveSibling(Path.of(FOLDER, name + SUFFIX))
                .toString();
        return SourceFile.stack(files, path, shown, Files.isSymbolicLink(path))
                .then(source -> new Parser().parse(source, FileKind.ENVIRONMENT))
                .map(document -> LiteralSecrets.hiddenValues(document, stack));
    }

    /** The entries that all environments have. One that cannot be read does not decide. */
    private Set<String> everywhere() {
        var everywhere = new HashSet<>(MEMBERS);
        paths.keySet()
                .forEach(name -> document(name)
                        .fold(
                                _ -> false,
                                document -> everywhere.removeIf(
                                        member -> !document.root().entries().containsKey(member))));
        return everywhere;
    }
}
