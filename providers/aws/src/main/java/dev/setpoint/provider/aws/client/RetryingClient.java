package dev.setpoint.provider.aws.client;

import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.error.RequestFailure;
import dev.setpoint.provider.aws.wait.Eventually;
import dev.setpoint.provider.aws.wait.Wait;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Every request to AWS passes here, on behalf of one call: it takes a place among those in flight, is
 * repeated while AWS throttles or stumbles, and fails with a sentence.
 *
 * <p>The SDK's own retries are off. They know neither the call's deadline nor that its user has stopped
 * waiting, they hide throttling from the limit, and they would repeat a {@code CreateKey} whose answer
 * was lost.
 */
final class RetryingClient<C extends SdkClient> implements RequestHandler<C> {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

    private final String service;
    private final String where;
    private final C target;
    private final RequestLimit inFlight;
    private final Eventually eventually;
    private final LostResponse lost;

    private RetryingClient(
            String service, String where, C target, RequestLimit inFlight, Eventually eventually, LostResponse lost) {
        this.service = service;
        this.where = where;
        this.target = target;
        this.inFlight = inFlight;
        this.eventually = eventually;
        this.lost = lost;
    }

    /**
     * @param service as IAM actions spell it: {@code kms}
     * @param where the requests go, for a person
     */
    static <C extends SdkClient> C of(
            String service, String where, Class<C> client, C target, RequestLimit inFlight, Eventually eventually) {
        return of(service, where, client, target, inFlight, eventually, LostResponse.UNKNOWN);
    }

    /** @param lost asked before a change that got no answer is sent again */
    static <C extends SdkClient> C of(
            String service,
            String where,
            Class<C> client,
            C target,
            RequestLimit inFlight,
            Eventually eventually,
            LostResponse lost) {
        return Forwarding.of(client, new RetryingClient<>(service, where, target, inFlight, eventually, lost));
    }

    @Override
    public Object pass(String method, SdkPojo request, Function<C, Object> send) {
        return request(operation(method), Operations.reads(method), send);
    }

    @Override
    public String serviceName() {
        return service;
    }

    @Override
    public void close() {
        target.close();
    }

    private Object request(String operation, boolean reads, Function<C, Object> send) {
        Supplier<Wait> unbounded = () -> eventually.toDeadline(RequestFailure.THROTTLED.waitingFor(operation));
        var wait = unbounded.get();
        var last = RequestFailure.FINAL;
        var unanswered = false;
        for (var attempt = 1; ; attempt++) {
            var ticket = enter(operation, reads);
            try {
                var answer = send.apply(target);
                inFlight.answered();
                return answer;
            } catch (Error e) {
                inFlight.answered();
                throw e;
            } catch (RuntimeException e) {
                var fault = RequestFailure.of(e);
                if (fault == RequestFailure.THROTTLED) {
                    inFlight.throttled(ticket);
                } else {
                    inFlight.answered();
                }
                if (fault != last) {
                    wait = fault.limit()
                            .map(limit -> eventually.patient(limit, fault.waitingFor(operation)))
                            .orElseGet(unbounded);
                    last = fault;
                }
                if (fault == RequestFailure.THROTTLED && wait.over()) {
                    throw wait.timeout().during(service + ":" + operation).causedBy(e);
                }
                if (!reads && fault.leavesOpen()) {
                    unanswered = true;
                    eventually.unanswered();
                    var answer = lost.to(operation);
                    if (answer.isPresent()) {
                        return answer.get();
                    }
                }
                if (!fault.mayRepeat(operation, attempt)
                        || wait.over()
                        || (unanswered && RequestFailure.saysExists(e))) {
                    throw translated(e, operation);
                }
            }
            wait.pause(jittered(attempt));
        }
    }

    private ProviderException translated(RuntimeException e, String operation) {
        return Errors.translate(e, service, operation, where);
    }

    private long enter(String operation, boolean reads) {
        try {
            var ticket = inFlight.enter(eventually::check);
            if (!reads) {
                begin();
            }
            return ticket;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProviderException.of(
                            ProviderException.Kind.CANCELLED, "Interrupted", "Stopped before " + operation + ".")
                    .causedBy(e);
        }
    }

    /** Announces a change once the request has its place: the run may have been stopped while it waited. */
    private void begin() {
        try {
            eventually.beforeChange();
        } catch (RuntimeException e) {
            inFlight.answered();
            throw e;
        }
    }

    /** Half of an exponentially growing pause for certain, the rest by chance, so that requests spread out. */
    private static Duration jittered(int attempt) {
        var grown = FIRST_PAUSE.toMillis() << Math.min(attempt - 1, 10);
        var longest = Math.min(grown, LONGEST_PAUSE.toMillis());
        return Duration.ofMillis(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
    }

    /** Name of the operation as the service spells it: {@code CreateKey} for {@code createKey}. */
    private static String operation(String method) {
        return method.substring(0, 1).toUpperCase(Locale.ROOT) + method.substring(1);
    }
}
