package dev.setpoint.provider.aws;

import static dev.setpoint.provider.aws.testing.Providers.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.provider.aws.testing.CannedAws;
import dev.setpoint.provider.aws.testing.Providers;
import dev.setpoint.provider.aws.testing.TestCall;
import org.junit.jupiter.api.Test;

/** Whoever repeats a request whose answer was lost is seen doing it: neither the SDK nor the JDK's HTTP client repeats one by itself. */
final class LostAnswersTest {

    /** Three attempts of ours, each sent once, though the connection had served a request before. */
    private static final int ATTEMPTS = 3;

    @Test
    void aRequestWithABodyIsSentOnceByEachAttempt() {
        try (var aws = new CannedAws()
                        .json(400, "NotFoundException", "Not yet.")
                        .hangUp();
                var provider = Providers.on(aws)) {
            var call = new TestCall();
            var alias = Providers.type(provider, "aws.kms.alias");
            assertThatExceptionOfType(ProviderException.class)
                    .isThrownBy(() -> alias.create(map("{\"name\": \"alias/a\", \"targetKey\": \"k\"}"), call));
            assertThat(aws.requests()).isEqualTo(1 + ATTEMPTS);
            assertThat(call.isUnanswered()).isTrue();
        }
    }

    @Test
    void aRequestWithoutABodyIsSentOnceByEachAttempt() {
        try (var aws = new CannedAws().plain(404, "").hangUp();
                var provider = Providers.on(aws)) {
            var call = new TestCall();
            var bucket = Providers.type(provider, "aws.s3.bucket");
            assertThatExceptionOfType(ProviderException.class)
                    .isThrownBy(() -> bucket.create(map("{\"name\": \"a-bucket\"}"), call));
            assertThat(aws.requests()).isEqualTo(1 + ATTEMPTS);
            assertThat(call.isUnanswered()).isTrue();
        }
    }
}
