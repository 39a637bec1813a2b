package dev.setpoint.provider.aws.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

final class RequestLimitTest {

    @Test
    void throttlingHalvesTheLimitOnceForAllThatWereInFlightTogether() throws InterruptedException {
        var inFlight = new RequestLimit(16);
        var first = inFlight.enter(RequestLimitTest::patiently);
        var second = inFlight.enter(RequestLimitTest::patiently);
        inFlight.throttled(first);
        inFlight.throttled(second);
        assertThat(inFlight.limit()).isEqualTo(8);
    }

    @Test
    void answeredRequestsLetItGrowBackButNotBeyondTheMost() throws InterruptedException {
        var inFlight = new RequestLimit(4);
        inFlight.throttled(inFlight.enter(RequestLimitTest::patiently));
        assertThat(inFlight.limit()).isEqualTo(2);
        for (var i = 0; i < 50; i++) {
            inFlight.enter(RequestLimitTest::patiently);
            inFlight.answered();
        }
        assertThat(inFlight.limit()).isEqualTo(4);
    }

    @Test
    void alwaysAllowsOneRequest() throws InterruptedException {
        var inFlight = new RequestLimit(2);
        for (var i = 0; i < 5; i++) {
            inFlight.throttled(inFlight.enter(RequestLimitTest::patiently));
        }
        assertThat(inFlight.limit()).isEqualTo(1);
    }

    @Test
    void aWaitForAPlaceCanBeCancelled() throws InterruptedException {
        var inFlight = new RequestLimit(1);
        inFlight.enter(RequestLimitTest::patiently);
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
