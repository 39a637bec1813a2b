package dev.setpoint.provider.aws.wait;

import static dev.setpoint.provider.aws.error.Errors.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.provider.aws.testing.SteppedPace;
import dev.setpoint.provider.aws.testing.TestCall;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EventuallyTest {

    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

    private final SteppedPace pace = new SteppedPace();
    private final TestCall call = new TestCall();
    private final Eventually eventually = new Eventually(pace, call);

    @Test
    void waitsOutAPassingErrorAndReportsTheWait() {
        Deque<String> codes = new ArrayDeque<>(List.of("NotFoundException", "NotFoundException"));
        var answer = eventually.retry(code("NotFoundException"), TWO_MINUTES, "the key to appear", () -> {
            if (!codes.isEmpty()) {
                throw error(codes.remove());
            }
            return "there";
        });
        assertThat(answer).isEqualTo("there");
        assertThat(call.progress()).first().isEqualTo("waiting for the key to appear, 0 s");
        assertThat(pace.paused()).isEqualTo(Duration.ofMillis(1250));
    }

    @Test
    void throwsTheErrorThatOutlastsTheLimit() {
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> eventually.retry(code("NoSuchEntity"), TWO_MINUTES, "the role", () -> {
                    throw error("NoSuchEntity");
                }))
                .satisfies(e -> assertThat(e.code()).isEqualTo("NoSuchEntity"));
        assertThat(pace.paused()).isBetween(TWO_MINUTES, TWO_MINUTES.plusSeconds(6));
    }

    @Test
    void throwsAnyOtherErrorAtOnce() {
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> eventually.retry(code("NoSuchEntity"), TWO_MINUTES, "the role", () -> {
                    throw error("DeleteConflict");
                }));
        assertThat(pace.paused()).isZero();
    }

    @Test
    void oneDisagreeingReadStartsTheCountAgain() {
        Deque<Boolean> reads = new ArrayDeque<>(List.of(true, true, false, true, true, true));
        eventually.until(
                new Settled(3, Duration.ofSeconds(2), TWO_MINUTES), "rotation to be on", () -> reads.removeFirst());
        assertThat(reads).isEmpty();
        assertThat(pace.paused()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void readsUntilEnoughReadsShowAWrite() {
        Deque<String> reads = new ArrayDeque<>(List.of("old", "new", "old", "new", "new"));
        var live = eventually.shown(
                new Settled(2, Duration.ofSeconds(10), TWO_MINUTES),
                "the rules to show",
                reads::removeFirst,
                "new"::equals);
        assertThat(live).isEqualTo("new");
        assertThat(reads).isEmpty();
    }

    @Test
    void believesTheFirstReadOfAnImmediateCloud() {
        var live = new Eventually(WallClock.IMMEDIATE, call)
                .shown(Settled.once(Duration.ofSeconds(1), TWO_MINUTES), "the rules", () -> "old", "new"::equals);
        assertThat(live).isEqualTo("old");
    }

    @Test
    void readsAreRepeatedUntilSuccessiveOnesAreEqual() {
        Deque<String> reads = new ArrayDeque<>(List.of("a", "b", "a", "a"));
        var live = eventually.agreeing(
                new Settled(2, Duration.ofSeconds(5), TWO_MINUTES), "two equal answers", reads::removeFirst);
        assertThat(live).isEqualTo("a");
        assertThat(reads).isEmpty();
    }

    @Test
    void oneReadIsBelievedWhereOneIsEnough() {
        Deque<String> reads = new ArrayDeque<>(List.of("a"));
        assertThat(eventually.agreeing(
                        Settled.once(Duration.ofSeconds(5), TWO_MINUTES), "an answer", reads::removeFirst))
                .isEqualTo("a");
    }

    @Test
    void timesOutWithTheNameOfTheWait() {
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> eventually.until(
                        Settled.once(Duration.ofSeconds(1), TWO_MINUTES), "the key to become Enabled", () -> false))
                .withMessage("Gave up waiting for the key to become Enabled after 2 min.")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.TIMEOUT))
                // No `timeouts` would have given it longer.
                .satisfies(e -> assertThat(e.hint()).isEmpty());
    }

    @Test
    void theDeadlineOfTheCallEndsAWaitThatMightLastLonger() {
        call.within(Duration.ofSeconds(30));
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> eventually.until(
                        Settled.once(Duration.ofSeconds(1), TWO_MINUTES), "the key to become Enabled", () -> false))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.TIMEOUT))
                .satisfies(e -> assertThat(e.hint())
                        .contains("Run the same command again to continue; `timeouts` in the resource's block"
                                + " allows more time."));
        assertThat(pace.paused()).isLessThan(Duration.ofSeconds(32));
    }

    @Test
    void stopsAPauseAtOnceOnCancellation() {
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> eventually.until(Settled.once(Duration.ofHours(1), TWO_MINUTES), "ages", () -> {
                    call.cancel();
                    return false;
                }))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.CANCELLED));
        assertThat(pace.paused()).isZero();
    }

    private static ProviderException error(String code) {
        return ProviderException.of(Kind.OTHER, code, "It failed.");
    }
}
