package dev.setpoint.provider.sandbox.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replicas that lag, principals that nobody knows yet, and throttling make a run slower and change nothing else. AWS-BEHAVIOUR 0.2, 0.5. */
class LaggingCloudTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 13})
    void theExampleIsAppliedSettlesAndGoesAway(int seed) {
        var trial = Trial.ofExample("s3-encryption-full", folder)
                .with(Map.of(
                        "DELAY", "5s", "PRINCIPAL_DELAY", "10s", "THROTTLE", "0.3", "SEED", Integer.toString(seed)));
        assertThat(Trial.problems(trial.apply())).isEmpty();
        assertThat(trial.pending()).isEmpty();
        assertThat(Trial.problems(trial.destroy())).isEmpty();
        assertThat(trial.state().isEmpty()).isTrue();
    }

    /** What spreads for longer than a plan is willing to wait may show up in it, but never breaks an apply. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 13})
    void theExampleIsAppliedHoweverLongItTakesToSpread(int seed) {
        var trial = Trial.ofExample("s3-encryption-full", folder)
                .with(Map.of(
                        "DELAY", "30s", "PRINCIPAL_DELAY", "30s", "THROTTLE", "0.05", "SEED", Integer.toString(seed)));
        assertThat(Trial.problems(trial.apply())).isEmpty();
        // A run that opens the cloud without delays sees what there really is.
        assertThat(trial.with(Map.of()).pending()).isEmpty();
    }
}
