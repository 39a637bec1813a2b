package dev.setpoint.cli.command.init;

import dev.setpoint.cli.stack.StackFile;
import dev.setpoint.cli.terminal.Console;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.file.DurableFile;
import dev.setpoint.engine.operator.AllowedAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Stack that is about to be written.
 *
 * @param folder absolute, and not there yet or a folder
 */
record NewStack(Console console, StackTemplate template, String name, Path folder) {

    static final String SPEC = "setpoint.yaml";
    static final String IGNORED = ".gitignore";

    private static final String STATE = ".setpoint/";

    /** Lines of a `.gitignore` by which git ignores the folder of the state. */
    private static final Set<String> IGNORING = Set.of(STATE, ".setpoint", "**/.setpoint/", "**/.setpoint");

    /** Writes its files, all or none; returns them. */
    Result<List<Path>> write() {
        if (hidesAnother()) {
            return Result.failed(
                    Diagnostic.error("SP0922", "The folder has a stack, which a file `%s` would hide.".formatted(SPEC))
                            .hint(NewFiles.OTHER_FOLDER));
        }
        return files().then(files -> new NewFiles(this::shown).write(files));
    }

    /** Tells whether the folder has a stack of another name. Commands would take the new one instead. */
    private boolean hidesAnother() {
        return Files.isDirectory(folder)
                && !Files.exists(folder.resolve(SPEC), LinkOption.NOFOLLOW_LINKS)
                && !StackFile.isMissing(console, Optional.of(folder.toString()), AllowedAccess.DEFAULT);
    }

    private Result<Map<Path, String>> files() {
        var repository = repository();
        return CiWorkflow.text(name, repository.relativize(folder))
                .then(workflow -> ignored().map(ignored -> {
                    var files = new LinkedHashMap<Path, String>();
                    files.put(folder.resolve(SPEC), template.spec(name));
                    template.modules().forEach((path, text) -> files.put(folder.resolve(path), text));
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
