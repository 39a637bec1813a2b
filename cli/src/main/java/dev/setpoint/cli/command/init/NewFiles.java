package dev.setpoint.cli.command.init;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.file.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes several new files and the folders that they need, all of them or none. Overwrites nothing. */
final class NewFiles {

    /** Hint for a folder with a stack in it. */
    static final String OTHER_FOLDER =
            "To go on with the stack that is there, run `setpoint plan`. For another one, name"
                    + " another folder: `setpoint init TEMPLATE FOLDER`.";

    /** Files and folders that were made, the last first. */
    private final Deque<Path> made = new ArrayDeque<>();

    private final Function<Path, String> shown;

    /** @param shown words for a path, as the user would write it */
    NewFiles(Function<Path, String> shown) {
        this.shown = shown;
    }

    /**
     * Writes the files in their order.
     *
     * @param files texts by absolute path
     */
    Result<List<Path>> write(Map<Path, String> files) {
        var inTheWay = files.keySet().stream()
                .flatMap(file -> NewFiles.inTheWay(file).stream())
                .distinct()
                .toList();
        if (!inTheWay.isEmpty()) {
            return Result.failed(refusal(inTheWay));
        }
        for (var file : files.entrySet()) {
            try {
                folder(DurableFile.folderOf(file.getKey()));
                Files.writeString(file.getKey(), file.getValue(), StandardOpenOption.CREATE_NEW);
                made.push(file.getKey());
            } catch (IOException e) {
                return Result.failed(failure(file.getKey(), e, removed()));
            }
        }
        return Result.ok(List.copyOf(files.keySet()));
    }

    /** The file itself, or a file where one of its folders should be. */
    private static Optional<Path> inTheWay(Path file) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(file);
        }
        var above = file.getParent();
        while (above != null && !Files.exists(above, LinkOption.NOFOLLOW_LINKS)) {
            above = above.getParent();
        }
        return Optional.ofNullable(above).filter(found -> !Files.isDirectory(found));
    }

    private Diagnostic refusal(List<Path> inTheWay) {
        var names = inTheWay.stream().map(file -> "`" + shown.apply(file) + "`").collect(Collectors.joining(", "));
        return Diagnostic.error(
                        "SP0922",
                        "%s %s there already, and `init` overwrites nothing."
                                .formatted(names, inTheWay.size() == 1 ? "is" : "are"))
                .hint(hint(inTheWay));
    }

    private static String hint(List<Path> inTheWay) {
        if (inTheWay.stream().anyMatch(file -> file.endsWith(NewStack.SPEC))) {
            return OTHER_FOLDER;
        }
        return inTheWay.size() == 1 && inTheWay.getFirst().endsWith(NewStack.IGNORED)
                ? "Add the line `.setpoint/` to it, and run the command again."
                : "Remove or rename what is there, or name another folder: `setpoint init TEMPLATE FOLDER`.";
    }

    private void folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            folder(DurableFile.folderOf(folder));
            Files.createDirectory(folder);
            made.push(folder);
        }
    }

    /** Removes what was made; returns what is left of it. */
    private List<Path> removed() {
        var left = new ArrayList<Path>();
        for (var path : made) {
            try {
                Files.delete(path);
            } catch (IOException e) {
                left.add(path);
            }
        }
        return left;
    }

    private Diagnostic failure(Path file, IOException problem, List<Path> left) {
        var rest = left.isEmpty()
                ? "Nothing was written."
                : "These are left: " + left.stream().map(shown).collect(Collectors.joining(", ")) + ".";
        return Diagnostic.error(
                        "SP0924",
                        "`%s` cannot be written: %s. %s"
                                .formatted(shown.apply(file), DurableFile.reason(problem), rest))
                .hint("Use a folder in which you may write: `setpoint init TEMPLATE FOLDER`.");
    }
}
