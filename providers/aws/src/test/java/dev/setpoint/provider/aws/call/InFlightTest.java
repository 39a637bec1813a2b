package dev.setpoint.provider.aws.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

final class InFlightTest {

    @Test
    void throttlingHalvesTheLimitOnceForAllThatWereInFlightTogether() throws InterruptedException {
        var inFlight = new InFlight(16);
        var first = inFlight.enter(InFlightTest::patiently);
        var second = inFlight.enter(InFlightTest::patiently);
        inFlight.throttled(first);
        inFlight.throttled(second);
        assertThat(inFlight.limit()).isEqualTo(8);
    }

    @Test
    void answeredRequestsLetItGrowBackButNotBeyondTheMost() throws InterruptedException {
        var inFlight = new InFlight(4);
        inFlight.throttled(inFlight.enter(InFlightTest::patiently));
        assertThat(inFlight.limit()).isEqualTo(2);
        for (var i = 0; i < 50; i++) {
            inFlight.enter(InFlightTest::patiently);
            inFlight.answered();
        }
        assertThat(inFlight.limit()).isEqualTo(4);
    }

    @Test
    void alwaysAllowsOneRequest() throws InterruptedException {
        var inFlight = new InFlight(2);
        for (var i = 0; i < 5; i++) {
            inFlight.throttled(inFlight.enter(InFlightTest::patiently));
        }
        assertThat(inFlight.limit()).isEqualTo(1);
    }

    @Test
    void aWaitForAPlaceCanBeCancelled() throws InterruptedException {
        var inFlight = new InFlight(1);
        inFlight.enter(InFlightTest::patiently);
        var checks = new int[1];
        assertThatIllegalStateException()
                .isThrownBy(() -> inFlight.enter(() -> {
                    if (checks[0]++ > 0) {
                        throw new IllegalStateException("enough");
                    }
                }));
    }

    private static void patiently() {
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
