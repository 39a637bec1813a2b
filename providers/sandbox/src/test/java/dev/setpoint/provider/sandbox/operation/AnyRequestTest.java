package dev.setpoint.provider.sandbox.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.provider.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;

/** Every request ends in success or in an error of AWS, whatever it holds. {@code -Dsetpoint.seed=N} draws others. */
class AnyRequestTest {

    private static final long SEED = Long.getLong("setpoint.seed", 1);
    private static final int ROUNDS = 20;

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> endsInSuccessOrInAnErrorOfAws() {
        return ClientOperation.all().stream()
                .filter(ClientOperation::isSimulated)
                .map(operation -> DynamicTest.dynamicTest(operation.toString(), () -> {
                    var sandbox = Sandbox.open(folder.resolve(operation.toString()));
                    Things.create(sandbox);
                    for (var request : requests(operation)) {
                        var crashes = new ArrayList<Throwable>();
                        operation
                                .failure(sandbox, request)
                                .filter(failure -> !isAnswer(failure))
                                .ifPresent(crashes::add);
                        assertThat(crashes)
                                .as("-Dsetpoint.seed=%s %s", SEED, request)
                                .isEmpty();
                    }
                }));
    }

    private static Iterable<SdkPojo> requests(ClientOperation operation) {
        var random = new RandomRequests(new Random(SEED + operation.toString().hashCode()).nextLong());
        var requests = new ArrayList<SdkPojo>();
        requests.add(RandomRequests.empty(operation));
        RandomRequests.members(operation).forEach(member -> requests.add(random.without(operation, member)));
        for (var i = 0; i < ROUNDS; i++) {
            requests.add(random.some(operation));
        }
        return requests;
    }

    /** An error of AWS has a code, or is the answer to a HEAD request, which has only a status. */
    private static boolean isAnswer(Throwable failure) {
        return failure instanceof AwsServiceException refused && refused.statusCode() >= 300;
    }
}
