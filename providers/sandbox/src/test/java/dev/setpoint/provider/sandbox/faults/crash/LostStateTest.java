package dev.setpoint.provider.sandbox.faults.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.testing.Crash;
import dev.setpoint.provider.sandbox.faults.Trial;
import dev.setpoint.provider.sandbox.testing.Inventory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * State and journal lost after a crash in the middle of the example: nothing is created twice, and diagnostics say what
 * to do.
 */
class LostStateTest {

    private static final Pattern IMPORT = Pattern.compile("^`(\\w+)` cannot be created: .* `([^`]+)`, which");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "after kms:CreateKey us-east-1 #1",
                "after identified CREATE key #1",
                "after kms:ReplicateKey us-east-1 <key> #1",
                "after s3:CreateBucket us-east-1 my-prod-encrypted-bucket-demo #1",
                "after iam:CreateRole us-east-1 prod-s3-application-role #1",
                "after cloudtrail:CreateTrail us-east-1 prod-s3-encryption-trail #1",
                "before state #2"
            })
    void theJournal(String place) throws IOException {
        var expected = expected();
        var trial = Trial.ofExample(Files.createDirectory(folder.resolve("cut")));
        var crash = Crash.throwing((_, name) -> name.equals(place), Crash.Unsynced.KEPT);
        assertThat(trial.runUntil(crash, PlanOptions.APPLY)).isEmpty();
        Files.delete(trial.folder().resolve("state/state.journal"));

        assertWhole(imported(trial), expected);
    }

    /** Restores the state from before its last write, that of a whole apply. */
    @Test
    void theState() throws IOException {
        var expected = expected();
        var trial = Trial.ofExample(Files.createDirectory(folder.resolve("lost")));
        assertThat(Trial.problems(trial.apply())).isEmpty();
        var state = trial.folder().resolve("state/state.json");
        Files.delete(state);
        assertThat(trial.store().read().diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("SP0707");
        Files.copy(state.resolveSibling("state.json.backup"), state, StandardCopyOption.REPLACE_EXISTING);

        assertWhole(imported(trial), expected);
    }

    private Inventory expected() throws IOException {
        var undisturbed = Trial.ofExample(Files.createDirectory(folder.resolve("undisturbed")));
        assertThat(Trial.problems(undisturbed.apply())).isEmpty();
        return Inventory.of(undisturbed.cloud());
    }

    /** Follows the diagnostics until there are none. */
    private static Trial imported(Trial trial) {
        var recovered = trial;
        for (var rounds = 0; rounds < trial.resources().size(); rounds++) {
            var problems = recovered.plan(PlanOptions.APPLY).diagnostics().stream()
                    .filter(Diagnostic::isError)
                    .toList();
            if (problems.isEmpty()) {
                return recovered;
            }
            var text = recovered.source().text();
            for (var problem : problems) {
                assertThat(problem.code()).isEqualTo("SP0520");
                var match = IMPORT.matcher(problem.message());
                assertThat(match.find()).as(problem.message()).isTrue();
                assertThat(problem.hint().orElseThrow()).contains("`import: " + match.group(2) + "`");
                var head = "\n  " + match.group(1) + ":\n";
                text = text.replace(head, head + "    import: " + match.group(2) + "\n");
            }
            recovered = recovered.of(text);
        }
        throw new AssertionError("There is no end of imports.");
    }

    private static void assertWhole(Trial trial, Inventory expected) {
        assertThat(Trial.problems(trial.apply())).isEmpty();
        assertThat(trial.pending()).isEmpty();
        assertThat(Inventory.of(trial.cloud()).differences(expected)).isEmpty();
    }
}
