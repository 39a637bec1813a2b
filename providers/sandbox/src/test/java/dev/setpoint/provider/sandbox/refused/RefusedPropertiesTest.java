package dev.setpoint.provider.sandbox.refused;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables in {@code src/test/resources/refused}. */
class RefusedPropertiesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("dev.setpoint.provider.sandbox.refused.Case#all")
    void validateRefusesWhatAwsRefuses(Case row) {
        var properties = new Properties(folder, row.settings(), row.before(), row.resource());
        if (row.isAccepted()) {
            properties.areAccepted();
        } else if (row.isForeseen()) {
            properties.areRefused(row.sentence());
        } else {
            properties.areRefused(row.code(), row.sentence());
        }
    }
}
