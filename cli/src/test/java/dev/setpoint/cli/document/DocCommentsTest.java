package dev.setpoint.cli.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Doc comments begin with a noun, a verb or a whole sentence, never with a question word or a loose genitive. */
final class DocCommentsTest {

    private static final Pattern COMMENT = Pattern.compile("/\\*\\*(?:\\s|\\*)*(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern REFUSED =
            Pattern.compile("(?:What|Whether|How|Where|Which|Who|Whom|Whose|Those|Of)\\b");

    @Test
    void noDocCommentBeginsWithAQuestionWord() {
        assertThat(Documents.sources().stream().flatMap(DocCommentsTest::refused))
                .isEmpty();
    }

    private static Stream<String> refused(Path source) {
        return COMMENT.matcher(Documents.text(source))
                .results()
                .map(comment -> comment.group(1))
                .filter(text -> REFUSED.matcher(text).lookingAt())
                .map(text ->
                        Documents.name(source) + ": " + text.lines().findFirst().orElse(""));
    }
}
