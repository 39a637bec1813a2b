package dev.setpoint.cli.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts kept beside the tests; {@code -Dgolden.update} writes them anew. */
public final class Golden {

    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private Golden() {}

    /** Fails with the difference when the text is not what the file holds. */
    public static void check(String file, String actual) throws IOException {
        var path = FOLDER.resolve(file);
        if (System.getProperty("golden.update") != null) {
            Files.createDirectories(path.getParent());
            Files.writeString(path, actual);
            return;
        }
        assertThat(path).as("run with -Dgolden.update to write it").exists();
        assertThat(actual).isEqualTo(Files.readString(path));
    }
}
