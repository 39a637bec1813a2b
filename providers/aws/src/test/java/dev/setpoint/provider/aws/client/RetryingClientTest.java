package dev.setpoint.provider.aws.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.testing.SteppedPace;
import dev.setpoint.provider.aws.testing.TestCall;
import dev.setpoint.provider.aws.wait.Eventually;
import java.io.EOFException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateAliasResponse;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.ListAliasesRequest;
import software.amazon.awssdk.services.kms.model.ListAliasesResponse;

final class RetryingClientTest {

    private final SteppedPace pace = new SteppedPace();
    private final TestCall call = new TestCall();
    private final RequestLimit inFlight = new RequestLimit(8);
    private final Deque<RuntimeException> failures = new ArrayDeque<>();
    private int requests;

    /** Fails as told, then answers: three pages of aliases. */
    private final class Client implements KmsClient {
        @Override
        public ListAliasesResponse listAliases(ListAliasesRequest request) {
            fail();
            var page = request.marker() == null ? 1 : Integer.parseInt(request.marker());
            return ListAliasesResponse.builder()
                    .aliases(AliasListEntry.builder().aliasName("alias/" + page).build())
                    .truncated(page < 3)
                    .nextMarker(Integer.toString(page + 1))
                    .build();
        }

        @Override
        public CreateKeyResponse createKey(CreateKeyRequest request) {
            fail();
            return CreateKeyResponse.builder().build();
        }

        @Override
        public CreateAliasResponse createAlias(CreateAliasRequest request) {
            fail();
            return CreateAliasResponse.builder().build();
        }

        private void fail() {
            requests++;
            if (!failures.isEmpty()) {
                throw failures.remove();
            }
        }

        @Override
        public String serviceName() {
            return "kms";
        }

        @Override
        public void close() {
            requests = -1;
        }
    }

    private final KmsClient kms =
            RetryingClient.of("kms", "nowhere", KmsClient.class, new Client(), inFlight, new Eventually(pace, call));

    @Test
    void waitsOutThrottlingAndLowersTheLimit() {
        IntStream.range(0, 8).forEach(_ -> failures.add(refused("ThrottlingException", 400)));
        kms.createKey(r -> {});
        assertThat(requests).isEqualTo(9);
        assertThat(inFlight.limit()).isLessThan(8);
        assertThat(call.progress().getFirst()).isEqualTo("waiting for AWS to accept more requests (CreateKey), 0 s");
    }

    @Test
    void throttlingEndsWithTheCallsDeadline() {
        call.within(Duration.ofSeconds(30));
        IntStream.range(0, 100).forEach(_ -> failures.add(refused("ThrottlingException", 400)));
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> kms.createKey(r -> {}))
                .satisfies(e -> assertThat(e.code()).isEqualTo("Timeout"));
        assertThat(pace.paused()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(50));
    }

    @Test
    void retriesEveryPageOfAPaginator() {
        failures.add(refused("ThrottlingException", 400));
        assertThat(kms.listAliasesPaginator(r -> {}).aliases().stream().map(AliasListEntry::aliasName))
                .isEqualTo(List.of("alias/1", "alias/2", "alias/3"));
        assertThat(requests).isEqualTo(4);
        assertThat(inFlight.limit()).isLessThan(8);
    }

    @Test
    void retriesABrokenConnectionUnlessThatMightCreateASecondObject() {
        failures.add(broken());
        kms.listAliases();
        assertThat(requests).isEqualTo(2);
        failures.add(broken());
        kms.createAlias(r -> {});
        assertThat(requests).isEqualTo(4);
        failures.add(broken());
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> kms.createKey(r -> {}))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE))
                .satisfies(e -> assertThat(Errors.isAmbiguous(e)).isTrue())
                .withMessageContaining("may have been carried out");
        assertThat(requests).isEqualTo(5);
    }

    static Stream<RuntimeException> withoutAnAnswer() {
        return Stream.of(
                refused("InternalError", 500),
                refused("ServiceUnavailable", 503),
                refused("RequestTimeout", 400),
                broken(),
                SdkClientException.create("Unable to execute", new SocketTimeoutException("Read timed out")),
                SdkClientException.create("Unable to execute", new SSLException("Connection reset")),
                SdkClientException.create("Unable to execute", new EOFException("Unexpected end of file from server")),
                SdkClientException.create("Unable to unmarshall response (Unexpected character)."),
                ApiCallAttemptTimeoutException.create(1000));
    }

    @ParameterizedTest
    @MethodSource("withoutAnAnswer")
    void retriesAChangeWithoutAResponseAndTellsTheCall(RuntimeException failure) {
        failures.add(failure);
        kms.createAlias(r -> {});
        assertThat(requests).isEqualTo(2);
        assertThat(call.isUnanswered()).isTrue();
    }

    static Stream<RuntimeException> withNothingDone() {
        return Stream.of(
                refused("ThrottlingException", 400),
                refused("ConcurrentModification", 409),
                SdkClientException.create("Unable to execute", new SocketTimeoutException("Connect timed out")),
                SdkClientException.create("Unable to execute", new SSLHandshakeException("No trusted certificate")),
                SdkClientException.create("Unable to execute", new UnknownHostException("kms")));
    }

    @ParameterizedTest
    @MethodSource("withNothingDone")
    void retriesAChangeThatWasNotCarriedOutWithoutTellingTheCall(RuntimeException failure) {
        failures.add(failure);
        kms.createAlias(r -> {});
        assertThat(requests).isEqualTo(2);
        assertThat(call.isUnanswered()).isFalse();
    }

    @Test
    void doesNotTellTheCallOfAReadWithoutAResponse() {
        failures.add(broken());
        kms.listAliases();
        assertThat(call.isUnanswered()).isFalse();
    }

    /** Some services say with one code that the object is busy and that it exists: the second is not waited for. */
    @Test
    void doesNotWaitForAConflictAfterAChangeWithoutAResponse() {
        failures.add(refused("ConflictException", 409));
        kms.createAlias(r -> {});
        assertThat(requests).isEqualTo(2);
        failures.add(broken());
        failures.add(refused("ConflictException", 409));
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> kms.createAlias(r -> {}))
                .satisfies(e -> assertThat(e.code()).isEqualTo("ConflictException"));
        assertThat(requests).isEqualTo(4);
    }

    @Test
    void retriesAnyRequestThatFoundNoConnection() {
        failures.add(SdkClientException.create("Unable to execute", new SocketTimeoutException("Connect timed out")));
        kms.createKey(r -> {});
        assertThat(requests).isEqualTo(2);
    }

    @Test
    void doesNotRetryARefusal() {
        failures.add(refused("TagException", 400));
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> kms.createKey(r -> {}))
                .withMessage("AWS refused kms:CreateKey (TagException).")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.INVALID))
                .satisfies(e -> assertThat(e.answer()).contains("It says no."));
        assertThat(requests).isEqualTo(1);
    }

    @Test
    void sendsNothingAfterACancellation() {
        call.cancel();
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(kms::listAliases)
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.CANCELLED));
        assertThat(requests).isZero();
    }

    @Test
    void readsAfterAStopAndFreesThePlaceOfAStoppedChange() {
        var narrow = new RequestLimit(1);
        var one =
                RetryingClient.of("kms", "nowhere", KmsClient.class, new Client(), narrow, new Eventually(pace, call));
        call.stop();
        for (var attempt = 0; attempt < 3; attempt++) {
            assertThatExceptionOfType(ProviderException.class)
                    .isThrownBy(() -> one.createKey(r -> {}))
                    .satisfies(e -> assertThat(e.code()).isEqualTo("NotBegun"));
        }
        assertThat(requests).isZero();
        one.listAliases();
        assertThat(requests).isEqualTo(1);
    }

    @Test
    void passesMethodsThrough() {
        assertThat(kms.serviceName()).isEqualTo("kms");
        kms.close();
        assertThat(requests).isEqualTo(-1);
    }

    private static RuntimeException refused(String code, int status) {
        return KmsException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("It says no")
                        .build())
                .build();
    }

    private static RuntimeException broken() {
        return SdkClientException.create("Unable to execute HTTP request", new SocketException("Connection reset"));
    }
}
