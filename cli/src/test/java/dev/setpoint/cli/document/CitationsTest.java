package dev.setpoint.cli.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Comments cite documents of the repository, as {@code behaviour.md#kms-alias}, and nothing else. */
final class CitationsTest {

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\n]*");
    private static final Pattern CITATION = Pattern.compile("\\b([a-z][a-z0-9-]*\\.md)(?:#([A-Za-z0-9-]+))?");
    /** A document and a section number, as in a sheet that lies elsewhere. */
    private static final Pattern NUMBERED = Pattern.compile("\\b[A-Z][A-Z-]{4,} \\d+(\\.\\d+)?[a-j]?\\b");

    private final Map<String, List<Path>> documents = Documents.all().stream()
            .collect(Collectors.groupingBy(file -> file.getFileName().toString()));

    @Test
    void everyCitationLeadsToAnAnchorOfADocument() {
        var wrong = comments(CITATION, this::problem);

        assertThat(wrong).isEmpty();
    }

    @Test
    void theCodeCitesTheSheetOfAwsBehaviour() {
        var cited = comments(CITATION, citation -> Optional.ofNullable(citation.group(2)));

        assertThat(cited).hasSizeGreaterThan(150);
    }

    @Test
    void noCommentCitesASectionByItsNumber() {
        var wrong = comments(NUMBERED, citation -> Optional.of(citation.group()));

        assertThat(wrong).isEmpty();
    }

    private Optional<String> problem(MatchResult citation) {
        var named = documents.getOrDefault(citation.group(1), List.of());
        if (named.size() != 1) {
            return Optional.of(citation.group(1) + " is the name of " + named.size() + " documents");
        }
        return Optional.ofNullable(citation.group(2))
                .filter(anchor -> !Documents.explicitAnchors(named.getFirst()).contains(anchor))
                .map(anchor -> Documents.name(named.getFirst()) + " has no <a id=\"" + anchor + "\"></a>");
    }

    private static List<String> comments(Pattern pattern, Function<MatchResult, Optional<String>> finding) {
        return Documents.sources().stream()
                .flatMap(source -> inComments(source, pattern)
                        .flatMap(match -> finding.apply(match).stream())
                        .map(text -> Documents.name(source) + ": " + text))
                .toList();
    }

    private static Stream<MatchResult> inComments(Path source, Pattern pattern) {
        return COMMENT.matcher(Documents.text(source))
                .results()
                .flatMap(comment -> pattern.matcher(comment.group()).results());
    }
}
