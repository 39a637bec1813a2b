package dev.setpoint.cli.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links between the documents lead somewhere, and every document is reached from the README. */
final class LinksTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern FENCE = Pattern.compile("(?s)```.*?\n *```");

    private final Map<Path, Set<String>> anchors = new HashMap<>();

    @Test
    void everyLinkLeadsToAFileAndAnAnchor() {
        var broken = Documents.all().stream()
                .flatMap(document -> links(document)
                        .flatMap(link -> problem(document, link).stream())
                        .map(problem -> Documents.name(document) + ": " + problem))
                .toList();

        assertThat(broken).isEmpty();
    }

    @Test
    void everyDocumentIsReachedFromTheReadme() {
        var reached = new HashMap<Path, Boolean>();
        reach(Documents.ROOT.resolve("README.md"), reached);

        assertThat(Documents.all().stream()
                        .filter(document -> !Documents.name(document).startsWith(".github/"))
                        .map(Documents::name))
                .isSubsetOf(reached.keySet().stream().map(Documents::name).toList());
    }

    @Test
    void anchorsOfADocumentAreDistinct() {
        assertThat(Documents.all())
                .allSatisfy(document -> assertThat(Pattern.compile("<a id=\"([^\"]+)\">")
                                .matcher(Documents.text(document))
                                .results()
                                .map(found -> found.group(1)))
                        .doesNotHaveDuplicates());
    }

    private void reach(Path document, Map<Path, Boolean> reached) {
        if (Files.isRegularFile(document) && reached.putIfAbsent(document, true) == null) {
            if (document.toString().endsWith(".md")) {
                links(document).map(link -> target(document, link)).forEach(next -> reach(next, reached));
            }
        }
    }

    private Optional<String> problem(Path document, URI link) {
        var target = target(document, link);
        if (!Files.exists(target)) {
            return Optional.of(link + " is not there");
        }
        return Optional.ofNullable(link.getFragment())
                .filter(anchor -> target.toString().endsWith(".md"))
                .filter(anchor ->
                        !anchors.computeIfAbsent(target, Documents::anchors).contains(anchor))
                .map(anchor -> link + " leads to no anchor");
    }

    private static Path target(Path document, URI link) {
        return link.getPath().isEmpty()
                ? document
                : document.resolveSibling(link.getPath()).normalize();
    }

    private static Stream<URI> links(Path document) {
        return LINK.matcher(FENCE.matcher(Documents.text(document)).replaceAll(""))
                .results()
                .map(found -> URI.create(found.group(1)))
                .filter(link -> link.getScheme() == null);
    }
}
