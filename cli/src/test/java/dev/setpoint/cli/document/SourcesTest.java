package dev.setpoint.cli.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Code in documents is that of the source files: a block below {@code <!-- source: NAME -->} is the whole file, without
 * its imports. {@code -Dgolden.update=true} copies it anew.
 */
final class SourcesTest {

    private static final Pattern BLOCK =
            Pattern.compile("(?s)(?<=\n)(<!-- source: (\\S+) -->\n```[a-z]+\n)(.*?)(?<=\n)(?=```\n)");
    private static final Pattern IMPORTS = Pattern.compile("(?s)^package .*\nimport [^\n]*;\n+");

    static List<Path> documents() {
        return Documents.all();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void theCodeOfADocumentIsThatOfItsSource(Path document) throws IOException {
        var text = Documents.text(document);
        var fresh = BLOCK.matcher(text).replaceAll(SourcesTest::copied);
        if (System.getProperty("golden.update") != null) {
            Files.writeString(document, fresh);
        }

        assertThat(Documents.text(document)).isEqualTo(fresh);
        assertThat(Block.of(document))
                .filteredOn(block -> block.language().equals("java"))
                .allSatisfy(block -> assertThat(block.note("source")).isPresent());
    }

    private static String copied(MatchResult block) {
        var source = Documents.text(Documents.source(block.group(2)));
        return Matcher.quoteReplacement(block.group(1) + IMPORTS.matcher(source).replaceFirst(""));
    }
}
