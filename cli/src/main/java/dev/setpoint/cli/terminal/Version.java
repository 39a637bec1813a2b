package dev.setpoint.cli.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Version of Setpoint and of Java. */
public final class Version {

    private Version() {}

    /** Version number of the build: {@code 0.1.0-SNAPSHOT}. */
    public static String number() {
        try (var resource =
                Objects.requireNonNull(Version.class.getResourceAsStream("version.properties"), "version.properties")) {
            var properties = new Properties();
            properties.load(resource);
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String java() {
        return Runtime.version().toString();
    }

    /** Provider of the text for {@code --version}. */
    public static final class Provider implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"setpoint " + number()};
        }
    }
}
