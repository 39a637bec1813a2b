package dev.setpoint.cli.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Files of the folder `examples`, which the build copies into the jar. */
public final class ShippedFile {

    private static final String FOLDER = "/dev/setpoint/cli/examples/";

    private ShippedFile() {}

    /** @param path below the folder `examples` */
    public static String read(String path) {
        try (var content = Objects.requireNonNull(ShippedFile.class.getResourceAsStream(FOLDER + path), path)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
