package dev.setpoint.provider.aws.s3;

import static dev.setpoint.provider.aws.testing.Providers.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.provider.aws.testing.CannedAws;
import dev.setpoint.provider.aws.testing.Providers;
import dev.setpoint.provider.aws.testing.TestCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BucketHeadTest {

    @ParameterizedTest
    @CsvSource({"403, ACCESS_DENIED", "301, INVALID"})
    void doesNotTakeAnUnreachableBucketForGone(int status, Kind kind) {
        try (var aws = new CannedAws().plain(status, "");
                var provider = Providers.on(aws)) {
            var bucket = Providers.type(provider, "aws.s3.bucket");
            assertThatExceptionOfType(ProviderException.class)
                    .isThrownBy(() -> bucket.read(new Identity("theirs"), PropertySet.of(), new TestCall()))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
        }
    }

    @ParameterizedTest
    @CsvSource({"403", "301", "307"})
    void takesAnUnreachableNameForTaken(int status) {
        try (var aws = new CannedAws().plain(status, "");
                var provider = Providers.on(aws)) {
            var bucket = Providers.type(provider, "aws.s3.bucket");
            assertThatExceptionOfType(ProviderException.class)
                    .isThrownBy(() -> bucket.find(map("{\"name\": \"theirs\"}"), new TestCall()))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NAME_TAKEN));
        }
    }

    @Test
    void aMissingPermissionIsNamed() {
        try (var aws = new CannedAws().plain(403, "");
                var provider = Providers.on(aws)) {
            var bucket = Providers.type(provider, "aws.s3.bucket");
            assertThatExceptionOfType(ProviderException.class)
                    .isThrownBy(() -> bucket.delete(new Identity("ours"), map("{}"), new TestCall()))
                    .satisfies(e -> assertThat(e.permission()).contains("s3:ListBucket"));
        }
    }
}
