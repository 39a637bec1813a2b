package dev.setpoint.engine.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosticTextTest {

    @Test
    void theLineIsShownAndTheSpanUnderlined() {
        var source = new Source("spec.yaml", "a: 1\nnaïve🎉: wrong\r\nc: 3\n");
        var text = new DiagnosticText(false)
                .render(Diagnostic.error("SP0203", new Span(source, 2, 9, 2, 14), "It is wrong.")
                        .related("because of this", new Span(source, 1, 1, 1, 2))
                        .hint("Make it right."));
        assertThat(text).isEqualTo("""
            error[SP0203] spec.yaml:2:9: It is wrong.
                2 | naïve🎉: wrong
                  |         ^^^^^
              spec.yaml:1:1: because of this
                1 | a: 1
                  | ^
              hint: Make it right.
            """);
    }

    @Test
    void nothingInASpecSteersTheTerminal() {
        var source = new Source("spec.yaml", "a: \u001B[2Jx\n");
        var text = new DiagnosticText(false)
                .render(Diagnostic.error("SP0203", new Span(source, 1, 1, 1, 2), "`\u001B[2J` is not known."));
        assertThat(text).doesNotContain("\u001B");
    }

    @Test
    void whatCannotBeSeenIsAnEscapeAndTheUnderlineFitsIt() {
        var source = new Source("a\n::error::\u202e.yaml", "a\u202e: \tx\u200by\udb40\udc41\n");
        var text = new DiagnosticText(false)
                .render(Diagnostic.error("SP0203", new Span(source, 1, 6, 1, 9), "`x\u2066` is wrong.")
                        .hint("Not \u0085this."));
        assertThat(text).isEqualTo("""
            error[SP0203] a\\n::error::\\u202e.yaml:1:6: `x\\u2066` is wrong.
                1 | a\\u202e:  x\\u200by\\U000e0041
                  |           ^^^^^^^^
              hint: Not \\u0085this.
            """);
    }

    @Test
    void aLineOfAMegabyteIsCutAroundTheSpan() {
        var source = new Source("spec.yaml", "x".repeat(1_000_000));
        var text = new DiagnosticText(true)
                .render(List.of(Diagnostic.error("SP0203", new Span(source, 1, 500_000, 1, 900_000), "Long.")));
        assertThat(text).hasSizeLessThan(600).contains("^^^");
    }

    @ParameterizedTest
    @CsvSource({
        "naem, name",
        "ENCRYPTION, encryption",
        "encyrption, encryption",
        "xyz, ''",
        "ab, ''",
    })
    void theNearestNameIsOffered(String written, String meant) {
        assertThat(Nearest.to(written, List.of("name", "encryption", "tags")))
                .isEqualTo(Optional.of(meant).filter(name -> !name.isEmpty()));
    }
}
