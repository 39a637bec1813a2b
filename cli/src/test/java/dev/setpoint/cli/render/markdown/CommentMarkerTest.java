package dev.setpoint.cli.render.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommentMarkerTest {

    @Test
    void aMarkerNamesTheStack() {
        assertThat(CommentMarker.ofStack("s3-encryption").text())
                .isEqualTo("<!-- setpoint-plan stack=s3-encryption -->");
    }

    @ParameterizedTest
    @CsvSource({
        "a--b, a-%2Db",
        "a---b, a-%2D-b",
        "a-, a-",
        "a--, a-%2D",
        "a-->b, a-%2D%3Eb",
        "a b, a%20b",
        "a%2Db, a%252Db",
        "café, caf%C3%A9",
        "x=y, x%3Dy"
    })
    void nothingInANameEndsTheComment(String stack, String encoded) {
        assertThat(CommentMarker.ofStack(stack).text()).isEqualTo("<!-- setpoint-plan stack=" + encoded + " -->");
    }

    @Test
    void noMarkerIsTheBeginningOfAnother() {
        var both = new LinkedHashMap<String, String>();
        both.put("stack", "a");
        both.put("environment", "prod--eu");
        var markers = List.of(
                CommentMarker.ofStack("a").text(),
                CommentMarker.ofStack("ab").text(),
                CommentMarker.ofStack("a-").text(),
                CommentMarker.ofStack("a--").text(),
                new CommentMarker(both).text());

        for (var marker : markers) {
            assertThat(markers).filteredOn(other -> other.startsWith(marker)).containsExactly(marker);
        }
        assertThat(markers.getLast()).isEqualTo("<!-- setpoint-plan stack=a environment=prod-%2Deu -->");
    }
}
