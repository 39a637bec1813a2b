package dev.setpoint.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.render.spi.Kind;
import dev.setpoint.cli.render.text.Style;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormatTest {

    private static List<String> showing(Kind<?>... kinds) {
        return Format.showing(List.of(kinds)).stream().map(Format::name).toList();
    }

    @Test
    void aCommandOffersTheFormatsThatShowEverythingItPrints() {
        assertThat(showing(Kind.PLAN)).containsExactly("text", "json", "markdown");
        assertThat(showing(Kind.PLAN, Kind.STATE)).containsExactly("text", "json", "markdown");
        assertThat(showing(Kind.OUTPUTS, Kind.OUTPUT)).containsExactly("text", "json");
        assertThat(showing(Kind.PROOFS)).containsExactly("text", "json", "markdown", "junit");
        assertThat(showing(Kind.GRAPH)).containsExactly("dot", "mermaid");
        assertThat(showing(Kind.GRAPH, Kind.PLAN)).isEmpty();
    }

    @Test
    void namesOfFormatsAreUnique() {
        assertThat(Format.all()).extracting(Format::name).doesNotHaveDuplicates();
    }

    @Test
    void onlyAFormatThatHoldsDiagnosticsKeepsStderrEmpty() {
        assertThat(Format.all())
                .filteredOn(format -> format.renderer(Style.PLAIN).holdsDiagnostics())
                .allSatisfy(format -> assertThat(format.renderer(Style.PLAIN).failure(List.of()))
                        .isPresent());
    }
}
