package dev.setpoint.provider.aws.s3.facet;

import static dev.setpoint.provider.aws.testing.Providers.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.testing.SteppedPace;
import dev.setpoint.provider.aws.testing.TestCall;
import dev.setpoint.provider.aws.wait.Eventually;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationResponse;

final class BucketFacetsTest {

    private static final Value.Map SEVEN_DAYS = days(7);
    private static final Value.Map NINE_DAYS = days(9);

    private final SteppedPace pace = new SteppedPace();
    private final StaleS3 s3 = new StaleS3();
    private final BucketFacets facets = new BucketFacets(s3, new Eventually(pace, new TestCall()), "b");

    @Test
    void newLifecycleRulesAreBelievedAfterThreeReadsInARow() {
        s3.reads(SEVEN_DAYS, NINE_DAYS, SEVEN_DAYS, NINE_DAYS, NINE_DAYS, NINE_DAYS);
        var live = facets.configure(wanting(NINE_DAYS));
        assertThat(live).containsEntry("lifecycle", NINE_DAYS);
        assertThat(s3.answers).isEmpty();
        assertThat(pace.paused()).isEqualTo(Duration.ofSeconds(50));
    }

    @Test
    void lifecycleRulesThatNeverShowEndInATimeoutAfterThreeMinutes() {
        s3.reads(SEVEN_DAYS);
        s3.lastForEver = true;
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> facets.configure(wanting(NINE_DAYS)))
                .withMessageContaining("lifecycle of b to show")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.TIMEOUT));
        assertThat(pace.paused()).isBetween(Duration.ofMinutes(3), Duration.ofSeconds(191));
    }

    @Test
    void lifecycleRulesAreReadUntilTwoAnswersAgree() {
        s3.reads(SEVEN_DAYS, NINE_DAYS, NINE_DAYS);
        assertThat(facets.read(PropertySet.of("lifecycle"))).containsEntry("lifecycle", NINE_DAYS);
        assertThat(pace.paused()).isEqualTo(Duration.ofSeconds(5));
    }

    private static Value.Map wanting(Value.Map lifecycle) {
        return Value.Map.EMPTY.with("lifecycle", lifecycle);
    }

    private static Value.Map days(int days) {
        return map("""
            {"transitionDefaultMinimumObjectSize": "all_storage_classes_128K",
             "rules": [{"id": "r", "status": "Enabled", "filter": {"prefix": ""}, "expiration": {"days": %s}}]}\
            """.formatted(days));
    }

    /** Answers with one prepared lifecycle configuration after the other, as replicas do. */
    private static final class StaleS3 implements S3Client {
        private final Deque<Value.Map> answers = new ArrayDeque<>();
        private boolean lastForEver;

        void reads(Value.Map... configurations) {
            answers.addAll(List.of(configurations));
        }

        @Override
        public GetBucketLifecycleConfigurationResponse getBucketLifecycleConfiguration(
                GetBucketLifecycleConfigurationRequest request) {
            var answer = lastForEver ? answers.element() : answers.remove();
            return GetBucketLifecycleConfigurationResponse.builder()
                    .rules(LifecycleRules.toS3(answer.list("rules")))
                    .transitionDefaultMinimumObjectSize("all_storage_classes_128K")
                    .build();
        }

        @Override
        public PutBucketLifecycleConfigurationResponse putBucketLifecycleConfiguration(
                PutBucketLifecycleConfigurationRequest request) {
            return PutBucketLifecycleConfigurationResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
