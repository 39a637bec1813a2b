package dev.setpoint.engine.check.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.file.SpecFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns of files as a shell with {@code **} takes them. */
class FileSetTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void someFiles() throws IOException {
        for (var name : List.of("a.html", "a.css", "b/c.html", "b/d/e.html", "b/.hidden", ".well-known/config")) {
            var file = folder.resolve("site").resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        site            | a.css a.html b/c.html b/d/e.html
        site/**         | a.css a.html b/c.html b/d/e.html
        site/*          | a.css a.html
        site/*.html     | a.html
        site/**/*.html  | a.html b/c.html b/d/e.html
        site/**/e.html  | b/d/e.html
        site/?/*.html   | b/c.html
        site/b/*.html   | c.html
        site/b/**/*     | c.html d/e.html
        site/a.html     | a.html
        site/*.{css,js} | a.css
        site/.well-known/** | config
        site/b/.*       | .hidden
        */a.*           | site/a.css site/a.html
        site/*/**/e*    | b/d/e.html
        """)
    void keysBeginWhereThePatternIsNoLongerFixed(String pattern, String keys) {
        assertThat(found(pattern).keySet()).containsExactly(keys.split(" ", -1));
    }

    @Test
    void valuesBeginAtTheStackFile() {
        assertThat(found("site/b/*.html")).containsExactly(Map.entry("c.html", "site/b/c.html"));
        assertThat(found(folder.resolve("site").toAbsolutePath() + "/*.css")).containsKey("a.css");
    }

    @ParameterizedTest
    @CsvSource({"site/*.png", "nowhere/**", "site/{a", "''"})
    void nothingFoundIsSaid(String pattern) {
        assertThat(FileSet.matching(SpecFiles.in(folder), pattern).diagnostics())
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("SP0233"));
    }

    /** As YAML may write it: no file system takes it. */
    @Test
    void whatIsNoPathIsSaid() {
        assertThat(FileSet.matching(SpecFiles.in(folder), "site/\0/**").diagnostics())
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("SP0233"));
    }

    private Map<String, String> found(String pattern) {
        return FileSet.matching(SpecFiles.in(folder), pattern)
                .fold(
                        problems -> {
                            throw new AssertionError(problems.toString());
                        },
                        files -> files);
    }
}
