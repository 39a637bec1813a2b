package dev.setpoint.engine.check;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Files by a pattern, as {@code forEach} takes it: {@code site/**}, {@code pages/*.html}, or a folder with all that is in it. */
final class FileSet {

    private static final String ALL = "**";

    private final String pattern;
    private final Path fixed;
    private final String rest;

    private FileSet(Path folder, String pattern) {
        this.pattern = pattern;
        var names = List.of(pattern.split("/", -1));
        var plain = new ArrayList<String>();
        for (var name : names) {
            if (name.matches(".*[*?\\[{\\\\].*")) {
                break;
            }
            plain.add(name);
        }
        this.fixed = folder.resolve(String.join("/", plain));
        this.rest = plain.size() == names.size() ? ALL : String.join("/", names.subList(plain.size(), names.size()));
    }

    /**
     * Hidden files are left out unless the pattern names them, as in a shell.
     *
     * @param folder where relative patterns begin
     * @return paths from {@code folder} by paths from the pattern's fixed part, in order; both with {@code /}
     */
    static Result<Map<String, String>> matching(Path folder, String pattern) {
        try {
            var files = new FileSet(folder, pattern);
            var found = pattern.isBlank() ? Map.<String, String>of() : files.found(folder);
            return found.isEmpty() ? Result.failed(files.nothing()) : Result.ok(found);
        } catch (IllegalArgumentException e) {
            // No path, or no pattern.
            return Result.failed(Diagnostic.error("SP0233", "`" + pattern + "` is no pattern of files."));
        } catch (IOException | UncheckedIOException e) {
            return Result.failed(Diagnostic.error("SP0233", "The files of `" + pattern + "` cannot be read."));
        }
    }

    private Map<String, String> found(Path folder) throws IOException {
        var found = new TreeMap<String, String>();
        if (Files.isRegularFile(fixed)) {
            found.put(text(fixed.getFileName()), text(folder.relativize(fixed)));
        } else if (Files.isDirectory(fixed)) {
            var matcher = matcher();
            try (var files = Files.walk(fixed)) {
                files.filter(Files::isRegularFile).forEach(file -> {
                    var below = fixed.relativize(file);
                    if (matcher.matches(below) && !isHidden(below)) {
                        found.put(text(below), text(folder.relativize(file)));
                    }
                });
            }
        }
        return found;
    }

    /** In the pattern, as in a shell, {@code **} and the slash after it may stand for nothing. */
    private PathMatcher matcher() {
        var lenient = rest.startsWith(ALL + "/") ? "{,**/}" + rest.substring(ALL.length() + 1) : rest;
        return FileSystems.getDefault().getPathMatcher("glob:" + lenient.replace("/" + ALL + "/", "{/,/**/}"));
    }

    private boolean isHidden(Path below) {
        var asked = rest.startsWith(".") || rest.contains("/.");
        return !asked
                && StreamSupport.stream(below.spliterator(), false)
                        .anyMatch(name -> name.toString().startsWith("."));
    }

    private static String text(Path path) {
        return StreamSupport.stream(path.spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }

    private Diagnostic nothing() {
        var missing = Files.notExists(fixed, LinkOption.NOFOLLOW_LINKS);
        return Diagnostic.error(
                        "SP0233",
                        missing
                                ? "There is no file or folder `" + text(fixed.getFileName()) + "` for `" + pattern
                                        + "`."
                                : "No file matches `" + pattern + "`.")
                .hint("`forEach` takes a map, a list of strings, or a pattern of files beside the stack file such as"
                        + " `site/**`.");
    }
}
