package dev.setpoint.engine.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GlobPatternTest {

    private static final List<String> PATHS = List.of(
            "a",
            "b.html",
            "a.html",
            "A.html",
            ".a.html",
            "a/b.html",
            "a/b/c.html",
            "a/b/c.txt",
            "a-b",
            "a{b",
            "a*b",
            "a?b",
            "é.html",
            "🎉.html",
            "a b.html",
            "x,y",
            "[x]",
            "(x)",
            "a+b.h$ml");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "**",
                "*.html",
                "**/*.html",
                "{,**/}*.html",
                "a{/,/**/}*.html",
                "?.html",
                "??.html",
                "[ab].html",
                "[!a].html",
                "[a-c].html",
                "[!a-c]*",
                "[-a]*",
                "a[-x]b",
                "{a,b}.html",
                "*.{html,txt}",
                "a\\*b",
                "a\\{b",
                "x,y",
                "[[]x]",
                "(x)",
                "a+b.h$ml",
                "*.h*",
                "a/*/c.*"
            })
    void patternsOfFilesMeanWhatTheyMeanToJava(String pattern) {
        var ours = GlobPattern.of(pattern);
        var known = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        for (var path : PATHS) {
            assertThat(ours.matches(path)).as("%s against %s", path, pattern).isEqualTo(known.matches(Path.of(path)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a{b", "[a", "[a/b]", "a\\", "[z-a]"})
    void anInvalidFilePatternIsRefused(String pattern) {
        assertThatThrownBy(() -> GlobPattern.of(pattern)).isInstanceOf(RefusedPatternException.class);
    }

    @Test
    void manyStarsTakeLinearTime() {
        assertThat(GlobPattern.of("*a".repeat(40) + "b").matches("a".repeat(250)))
                .isFalse();
        assertThat(GlobPattern.of("{a,aa}".repeat(40) + "b").matches("a".repeat(79)))
                .isFalse();
    }
}
