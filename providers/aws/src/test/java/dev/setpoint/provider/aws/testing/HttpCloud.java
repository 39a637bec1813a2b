package dev.setpoint.provider.aws.testing;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * The AWS that tests speak HTTP to, one for the whole JVM: {@code SETPOINT_TEST_ENDPOINT}, else LocalStack
 * in a container where Docker runs, else {@code moto_server} where it is installed.
 */
public final class HttpCloud {

    private static final String VARIABLE = "SETPOINT_TEST_ENDPOINT";

    private HttpCloud() {}

    private record Endpoint(String url, boolean moto) {}

    private static final class Holder {
        private static final Optional<Endpoint> ENDPOINT = Optional.ofNullable(System.getenv(VARIABLE))
                .or(LocalStack::start)
                .map(url -> new Endpoint(url, false))
                .or(() -> MotoServer.start(true).map(url -> new Endpoint(url, true)));
    }

    /** The endpoint; the running test is skipped when there is none, unless {@code CI=true}. */
    public static String endpoint() {
        return found().url();
    }

    /** True when the endpoint is moto, whose differences from AWS are known. */
    public static boolean isMoto() {
        return found().moto();
    }

    /**
     * Starts a moto of the test's own, which can be reset often, and so is without AWS's own policies. The running test is
     * skipped where moto is not installed.
     */
    public static String ownMoto() {
        var endpoint = MotoServer.start(false);
        Assumptions.assumeTrue(endpoint.isPresent(), "moto_server is not installed.");
        return endpoint.orElseThrow();
    }

    private static Endpoint found() {
        if (Holder.ENDPOINT.isEmpty()) {
            var message = "No AWS endpoint for tests: set " + VARIABLE + ", run Docker, or install moto_server.";
            if (Boolean.parseBoolean(System.getenv("CI"))) {
                throw new AssertionError(message);
            }
            Assumptions.abort(message);
        }
        return Holder.ENDPOINT.orElseThrow();
    }

    /** The variables with which any AWS tool works on the emulator. */
    public static Map<String, String> environment(String region) {
        return Map.of(
                "AWS_ENDPOINT_URL",
                endpoint(),
                "AWS_REGION",
                region,
                "AWS_ACCESS_KEY_ID",
                "test",
                "AWS_SECRET_ACCESS_KEY",
                "test");
    }
}
