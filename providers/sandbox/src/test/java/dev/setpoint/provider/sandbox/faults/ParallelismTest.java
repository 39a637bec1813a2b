package dev.setpoint.provider.sandbox.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Independent creations run in parallel, within the limit of requests in flight. */
class ParallelismTest {

    @TempDir
    Path folder;

    private record Span(Instant began, Instant ended) {

        boolean holds(Instant moment) {
            return !moment.isBefore(began) && moment.isBefore(ended);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 32})
    void asManyRequestsAreInFlightAsAllowedAndNoMore(int parallelism) throws IOException {
        var log = folder.resolve("calls.log");
        var trial = Trial.ofExample(folder)
                .parallelism(parallelism)
                .with(Map.of("LATENCY", "5ms", "LATENCY_REAL", "true", "LOG", log.toString()));
        assertThat(Trial.problems(trial.apply())).isEmpty();
        var most = most(calls(log));
        assertThat(most).isLessThanOrEqualTo(parallelism);
        if (parallelism > 1) {
            assertThat(most).isGreaterThan(1);
        }
    }

    private static List<Span> calls(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .map(line -> line.split("\t", -1))
                .map(columns -> new Span(Instant.parse(columns[1]), Instant.parse(columns[2])))
                .toList();
    }

    private static long most(List<Span> calls) {
        return calls.stream()
                .mapToLong(call -> calls.stream()
                        .filter(other -> other.holds(call.began()))
                        .count())
                .max()
                .orElse(0);
    }
}
