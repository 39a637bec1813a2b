package dev.setpoint.engine.check.resource;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.file.RefusedFileException;
import dev.setpoint.engine.file.SpecFiles;
import dev.setpoint.engine.pattern.GlobPattern;
import dev.setpoint.engine.pattern.LinearPattern;
import dev.setpoint.engine.pattern.RefusedPatternException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Files by a pattern, as {@code forEach} takes it: {@code site/**}, {@code pages/*.html}, or a folder with all that is in it. */
final class FileSet {

    private static final String ALL = "**";
    private static final String NARROWER = "Write a pattern that begins deeper, such as `site/pages/**`.";

    /** Deeper than any site, and more files than a command has resources. */
    private static final int MOST_LEVELS = 64;

    private static final int MOST_FILES = 100_000;

    private final SpecFiles files;
    private final String pattern;
    private final String fixed;
    private final String rest;

    private FileSet(SpecFiles files, String pattern) {
        this.files = files;
        this.pattern = pattern;
        var names = List.of(pattern.split("/", -1));
        var plain = new ArrayList<String>();
        for (var name : names) {
            if (name.matches(".*[*?\\[{\\\\].*")) {
                break;
            }
            plain.add(name);
        }
        var beginning = String.join("/", plain);
        this.fixed = beginning.isEmpty() && pattern.startsWith("/") ? "/" : beginning;
        this.rest = plain.size() == names.size() ? ALL : String.join("/", names.subList(plain.size(), names.size()));
    }

    /**
     * Hidden files are left out unless the pattern names them, as in a shell, and so are folders behind links.
     *
     * @param files in whose folder relative patterns begin
     * @return paths from that folder by paths from the pattern's fixed part, in order; both with {@code /}
     */
    static Result<Map<String, String>> matching(SpecFiles files, String pattern) {
        try {
            var set = new FileSet(files, pattern);
            var found = pattern.isBlank() ? Map.<String, String>of() : set.found();
            return found.isEmpty() ? Result.failed(set.nothing(false)) : Result.ok(found);
        } catch (RefusedPatternException e) {
            return Result.failed(
                    Diagnostic.error("SP0233", "`" + pattern + "` is not a file pattern: " + e.reason() + "."));
        } catch (IllegalArgumentException e) {
            // No path, or no pattern.
            return Result.failed(Diagnostic.error("SP0233", "`" + pattern + "` is not a file pattern."));
        } catch (NoSuchFileException e) {
            return Result.failed(new FileSet(files, pattern).nothing(true));
        } catch (RefusedFileException e) {
            var name = e.getFile().equals(pattern) ? "" : "The pattern `" + pattern + "` is refused: ";
            return Result.failed(Diagnostic.error(e.code(), name + "`" + e.getFile() + "` " + e.predicate() + ".")
                    .hint(e.hint()));
        } catch (IOException e) {
            return Result.failed(Diagnostic.error("SP0233", "The files of `" + pattern + "` cannot be read."));
        }
    }

    private Map<String, String> found() throws IOException {
        var start = files.find(fixed);
        var written = files.folder().resolve(fixed);
        var found = new TreeMap<String, String>();
        if (!Files.isDirectory(start)) {
            files.file(fixed);
            found.put(text(written.getFileName()), text(files.folder().relativize(written)));
            return found;
        }
        var matcher = matcher();
        var walk = new Walk();
        Files.walkFileTree(start, Set.of(), MOST_LEVELS, walk);
        for (var file : walk.found) {
            var below = start.relativize(file);
            if (matcher.matches(text(below)) && !isHidden(below) && isFile(written.resolve(below))) {
                found.put(text(below), text(files.folder().relativize(written.resolve(below))));
            }
        }
        return found;
    }

    /** A link may lead to a file that may be read; one that leads out is refused. */
    private boolean isFile(Path path) throws IOException {
        if (!Files.isSymbolicLink(path)) {
            return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
        }
        try {
            return Files.isRegularFile(files.find(path.toString()));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Returns all files below a folder, without git's own files. Does not follow links. */
    private final class Walk extends SimpleFileVisitor<Path> {

        private final List<Path> found = new ArrayList<>();
        private int seen;

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            count();
            return String.valueOf(folder.getFileName()).equalsIgnoreCase(".git")
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            count();
            if (attributes.isDirectory()) {
                throw new RefusedFileException(pattern, "leads deeper than " + MOST_LEVELS + " folders", NARROWER);
            }
            found.add(file);
            return FileVisitResult.CONTINUE;
        }

        private void count() throws IOException {
            if (++seen > MOST_FILES) {
                throw new RefusedFileException(
                        pattern, "leads to more than " + MOST_FILES + " files and folders", NARROWER);
            }
        }
    }

    /** In the pattern, as in a shell, {@code **} and the slash after it may stand for nothing. */
    private LinearPattern matcher() {
        var lenient = rest.startsWith(ALL + "/") ? "{,**/}" + rest.substring(ALL.length() + 1) : rest;
        return GlobPattern.of(lenient.replace("/" + ALL + "/", "{/,/**/}"));
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

    private Diagnostic nothing(boolean missing) {
        var name = fixed.substring(fixed.lastIndexOf('/') + 1);
        return Diagnostic.error(
                        "SP0233",
                        missing
                                ? "There is no file or folder `" + name + "` for `" + pattern + "`."
                                : "No file matches `" + pattern + "`.")
                .hint("`forEach` takes a map, a list of strings, or a pattern of files beside the stack file such as"
                        + " `site/**`.");
    }
}
