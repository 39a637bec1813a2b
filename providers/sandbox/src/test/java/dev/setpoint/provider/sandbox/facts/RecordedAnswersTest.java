package dev.setpoint.provider.sandbox.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.provider.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox answers as AWS did in the recordings of others, but for the listed differences. */
class RecordedAnswersTest {

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> theSandboxAnswersAsAwsDid() {
        var recordings = Recording.file();
        Assumptions.assumeTrue(recordings.isPresent(), "The file of recorded answers is not here.");
        var all = recordings.orElseThrow();
        return IntStream.range(0, all.size()).mapToObj(i -> {
            var recording = all.get(i);
            return DynamicTest.dynamicTest(recording.source(), () -> {
                var endpoint = Endpoint.of(Sandbox.open(folder.resolve(String.valueOf(i))));
                var differences = new Replay(recording, endpoint).differences();
                var known = known(recording.source());
                assertThat(differences.keySet())
                        .as("known differences that are none: remove them from the list")
                        .containsAll(known);
                differences.keySet().removeAll(known);
                assertThat(differences).isEmpty();
            });
        });
    }

    private static Set<Integer> known(String source) {
        return KnownDifferences.all().stream()
                .filter(known -> known.recording().equals(source))
                .flatMap(known -> known.calls().stream())
                .collect(Collectors.toSet());
    }
}
