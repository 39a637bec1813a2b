package dev.setpoint.cli.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.render.markdown.PageMarkdown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents of the reference are what {@code setpoint docs} prints; {@code -Dgolden.update} writes them. */
class ReferenceDocumentsTest {

    private static final Path FOLDER = Path.of("../schemas/docs");
    private static final Set<String> PLACES = Set.of("types", "data");

    private final Reference reference = Reference.bundled();

    @Test
    void theDocumentsAreFresh() throws IOException {
        var documents = documents();
        if (System.getProperty("golden.update") != null) {
            for (var stale : written()) {
                Files.delete(FOLDER.resolve(stale));
            }
            for (var document : documents.entrySet()) {
                var file = FOLDER.resolve(document.getKey());
                Files.createDirectories(file.getParent());
                Files.writeString(file, document.getValue());
            }
        }

        assertThat(written())
                .isEqualTo(documents.keySet().stream()
                        .filter(name -> name.contains("/"))
                        .collect(Collectors.toCollection(TreeSet::new)));
        for (var document : documents.entrySet()) {
            assertThat(Files.readString(FOLDER.resolve(document.getKey())))
                    .as("%s: run with -Dgolden.update to write it", document.getKey())
                    .isEqualTo(document.getValue());
        }
    }

    /** Documents in the folders that hold nothing else. */
    private static Set<String> written() throws IOException {
        var names = new TreeSet<String>();
        for (var place : PLACES) {
            Files.createDirectories(FOLDER.resolve(place));
            try (var files = Files.list(FOLDER.resolve(place))) {
                files.forEach(file -> names.add(place + "/" + file.getFileName()));
            }
        }
        return names;
    }

    private SortedMap<String, String> documents() throws IOException {
        var documents = new TreeMap<String, String>();
        var pages = pages();
        pages.forEach(page -> {
            if (isOfType(page)) {
                documents.put(file(page), page.markdown());
            }
        });
        documents.put("functions.md", joined("Functions of expressions", Chapter.FUNCTIONS));
        documents.put("diagnostics.md", joined("Diagnostic codes", Chapter.DIAGNOSTICS));
        documents.put("reference.md", PageMarkdown.list(pages, page -> "[%s](%s)".formatted(page.name(), place(page))));
        return documents;
    }

    /** All pages but those of types that only tests have. */
    private List<Page> pages() throws IOException {
        var names = new TreeSet<String>();
        names.addAll(Files.readAllLines(Path.of("../schemas/types/index.txt")));
        Files.readAllLines(Path.of("../schemas/data/index.txt")).forEach(name -> names.add("data/" + name));
        return reference.all().stream()
                .filter(page -> !isOfType(page) || names.contains(page.name()))
                .toList();
    }

    private static boolean isOfType(Page page) {
        return page.chapter() == Chapter.TYPES || page.chapter() == Chapter.DATA;
    }

    private static String file(Page page) {
        return page.chapter() == Chapter.TYPES ? "types/" + page.name() + ".md" : page.name() + ".md";
    }

    private static String place(Page page) {
        return switch (page.chapter()) {
            case TYPES, DATA -> file(page);
            case FUNCTIONS -> "functions.md#" + anchor(page.name());
            case LANGUAGE -> "language.md" + (page.name().equals("language") ? "" : "#" + page.name());
            case DIAGNOSTICS ->
                "diagnostics.md#" + LanguagePages.name(page.name().replace("errors-", ""));
        };
    }

    /** The anchor that GitHub makes of a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "");
    }

    private String joined(String title, Chapter chapter) {
        return Stream.concat(
                        Stream.of("# " + title + "\n"),
                        reference.of(chapter).stream()
                                .map(page -> page.markdown().replaceAll("(?m)^(#+ )", "#$1")))
                .collect(Collectors.joining("\n"));
    }
}
