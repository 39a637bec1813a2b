package dev.setpoint.cli.command.init;

import dev.setpoint.cli.terminal.Console;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.file.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Stack that is about to be written.
 *
 * @param folder absolute, and not there yet or a folder
 */
record NewStack(Console console, StackTemplate template, String name, Path folder) {

    static final String IGNORED = ".gitignore";

    private static final String STATE = ".setpoint/";

    /** Lines of a `.gitignore` by which git ignores the folder of the state. */
    private static final Set<String> IGNORING = Set.of(STATE, ".setpoint", "**/.setpoint/", "**/.setpoint");

    /** Writes its files, all or none; returns them. */
    Result<List<Path>> write() {
        return files().then(files -> new NewFiles(this::shown).write(files));
    }

    private Result<Map<Path, String>> files() {
        var repository = repository();
        return CiWorkflow.text(name, repository.relativize(folder))
                .then(workflow -> ignored().map(ignored -> {
                    var files = new LinkedHashMap<Path, String>();
                    files.put(folder.resolve("setpoint.yaml"), template.spec(name));
                    if (!ignored) {
                        files.put(folder.resolve(IGNORED), STATE + "\n");
                    }
                    files.put(repository.resolve(CiWorkflow.path(name)), workflow);
                    return files;
                }));
    }

    /** The nearest folder with `.git`, since GitHub looks for workflows there alone; else the stack's own. */
    private Path repository() {
        for (var above = folder; above != null; above = above.getParent()) {
            if (Files.exists(above.resolve(".git"))) {
                return above;
            }
        }
        return folder;
    }

    /** Tells whether a `.gitignore` is there that serves as it is. */
    private Result<Boolean> ignored() {
        var file = folder.resolve(IGNORED);
        try {
            return Result.ok(Files.isRegularFile(file)
                    && Files.readAllLines(file).stream().map(String::strip).anyMatch(IGNORING::contains));
        } catch (IOException e) {
            return Result.failed(Diagnostic.error(
                    "SP0926", "`%s` cannot be read: %s.".formatted(shown(file), DurableFile.reason(e))));
        }
    }

    /** Path from the folder that the user is in. */
    String shown(Path path) {
        return console.folder().toAbsolutePath().normalize().relativize(path).toString();
    }
}
