package dev.setpoint.provider.sandbox.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.provider.sandbox.testing.Inventory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Property {@code timeouts}: it ends an operation that takes longer and reports that; the next run continues. */
class TimeoutTest {

    /** Duration that is longer than any timeout. */
    private static final Map<String, String> NEVER_SEEN = Map.of("DELAY", "12h", "SEED", "1");

    @TempDir
    Path folder;

    @Test
    void aCreationThatTakesLongerFailsAndIsFinishedByTheNextRun() {
        var trial = Trial.of(folder, """
            setpoint: v1
            stack: timeouts
            providers: {aws: {region: us-east-1}}
            resources:
              key:
                type: aws.kms.key
                timeouts: {create: 3s}
            """);
        assertTimesOut(Trial.problems(trial.with(NEVER_SEEN).apply()), "Creating `key`");

        assertThat(Trial.problems(trial.apply())).isEmpty();
        assertThat(trial.pending()).isEmpty();
        assertThat(Inventory.of(trial.cloud()).keys()).isEqualTo(1);
    }

    private static void assertTimesOut(List<String> problems, String doing) {
        assertThat(problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .startsWith("SP0515 setpoint.yaml:5")
                        .contains(doing)
                        .contains("Gave up waiting for")
                        .contains("`timeouts`"));
    }
}
