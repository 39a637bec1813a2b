package dev.setpoint.cli.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of packages in the architecture is that of the sources; {@code -Dgolden.update=true} writes it anew. */
final class PackageTreeTest {

    private static final Path ARCHITECTURE = Documents.ROOT.resolve("engine/docs/architecture.md");
    private static final Pattern TABLE = Pattern.compile("(?s)(<!-- packages -->\n).*?(<!-- end of packages -->)");
    private static final Pattern COMMENT =
            Pattern.compile("(?s)/\\*\\*(.*?)\\*/.*?^package dev\\.setpoint\\.([a-z0-9.]+);", Pattern.MULTILINE);
    private static final Pattern SENTENCE = Pattern.compile("(?s)^(.*?\\.)(\\s.*|$)");
    private static final Pattern TAG = Pattern.compile("\\{@(?:code|link)\\s+(?:[a-z.]+\\.(?=[A-Z]))?([^}]*)}");

    @Test
    void theTableOfPackagesIsThatOfTheSources() throws IOException {
        var document = Documents.text(ARCHITECTURE);
        var table = TABLE.matcher(document);
        assertThat(table.find()).isTrue();
        var fresh = document.substring(0, table.end(1)) + packages() + document.substring(table.start(2));
        if (System.getProperty("golden.update") != null) {
            Files.writeString(ARCHITECTURE, fresh);
        }

        assertThat(Documents.text(ARCHITECTURE)).isEqualTo(fresh);
    }

    @Test
    void everyPackageSaysInASentenceWhatItIs() {
        assertThat(Documents.sources().stream()
                        .filter(source -> source.toString().contains("/src/main/java/"))
                        .map(Path::getParent)
                        .distinct()
                        .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                        .map(Documents::name))
                .isEmpty();
    }

    private static String packages() {
        return Documents.sources().stream()
                .filter(source -> source.endsWith("package-info.java"))
                .filter(source -> source.toString().contains("/src/main/java/"))
                .map(PackageTreeTest::row)
                .sorted()
                .collect(Collectors.joining("", "| package | holds |\n|---|---|\n", ""));
    }

    private static String row(Path source) {
        var comment = COMMENT.matcher(Documents.text(source));
        assertThat(comment.find()).as(Documents.name(source)).isTrue();
        var text = comment.group(1).replaceAll("\\s*\n\\s*\\*\\s*", " ").strip();
        var sentence = SENTENCE.matcher(text);
        assertThat(sentence.matches()).as(Documents.name(source)).isTrue();
        return "| `" + comment.group(2) + "` | "
                + TAG.matcher(sentence.group(1)).replaceAll("`$1`") + " |\n";
    }
}
