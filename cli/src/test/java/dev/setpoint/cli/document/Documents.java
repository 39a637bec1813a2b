package dev.setpoint.cli.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The Markdown documents of the repository, and its Java sources. */
public final class Documents {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern EXPLICIT = Pattern.compile("<a id=\"([^\"]+)\"></a>");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
    private static final Pattern FENCE = Pattern.compile("(?s)```.*?\n```");

    /** Folders that hold no documents of ours: build output, test data and bundled licences. */
    private static final Set<String> NO_DOCUMENTS = Set.of("src", "target", "node_modules");

    private Documents() {}

    /** Every document, without the bundled licences and the data of tests. */
    static List<Path> all() {
        return files(".md", NO_DOCUMENTS);
    }

    /** Every document but the one of diagnostics, whose examples have commands and codes that are wrong on purpose. */
    static List<Path> withoutMistakes() {
        return all().stream()
                .filter(document -> !document.endsWith("schemas/docs/diagnostics.md"))
                .toList();
    }

    /** Every Java source of every module, tests too. */
    public static List<Path> sources() {
        return files(".java", Set.of("target"));
    }

    /** The one source file of that name, code or data, wherever it lies. */
    static Path source(String name) {
        var named = files("/" + name, Set.of("target"));
        if (named.size() != 1) {
            throw new IllegalStateException(name + " is the name of " + named.size() + " files");
        }
        return named.getFirst();
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String name(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }

    /** Anchors that stay when a heading is reworded. */
    static Set<String> explicitAnchors(Path document) {
        return EXPLICIT.matcher(text(document))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    /** Explicit anchors, and those that GitHub makes of headings. */
    static Set<String> anchors(Path document) {
        var anchors = new HashSet<>(explicitAnchors(document));
        HEADING.matcher(FENCE.matcher(text(document)).replaceAll(""))
                .results()
                .map(heading -> slug(heading.group(1)))
                .forEach(anchors::add);
        return anchors;
    }

    private static String slug(String heading) {
        return heading.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    private static List<Path> files(String ending, Set<String> skipped) {
        var found = new ArrayList<Path>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    var name = folder.getFileName().toString();
                    var ours = folder.equals(ROOT) || name.equals(".github") || !name.startsWith(".");
                    return ours && !skipped.contains(name) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (name(file).endsWith(ending)) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.stream().sorted().toList();
    }
}
