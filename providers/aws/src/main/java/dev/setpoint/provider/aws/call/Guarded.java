package dev.setpoint.provider.aws.call;

import dev.setpoint.engine.spi.ProviderException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Every request to AWS passes here, on behalf of one call: it takes a place among those in flight, is
 * repeated while AWS throttles or stumbles, and fails with a sentence.
 *
 * <p>The SDK's own retries are off. They know neither the call's deadline nor that its user has stopped
 * waiting, they hide throttling from the limit, and they would repeat a {@code CreateKey} whose answer
 * was lost.
 */
final class Guarded implements InvocationHandler {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);
    /** Methods of a client that send nothing. */
    private static final Set<String> LOCAL =
            Set.of("close", "serviceName", "serviceClientConfiguration", "utilities", "waiter");

    private final String service;
    private final String where;
    private final Object target;
    private final InFlight inFlight;
    private final Eventually eventually;

    private Guarded(String service, String where, Object target, InFlight inFlight, Eventually eventually) {
        this.service = service;
        this.where = where;
        this.target = target;
        this.inFlight = inFlight;
        this.eventually = eventually;
    }

    /**
     * @param service as IAM actions spell it: {@code kms}
     * @param where the requests go, for a person
     */
    static <T> T of(String service, String where, Class<T> client, T target, InFlight inFlight, Eventually eventually) {
        var guarded = new Guarded(service, where, target, inFlight, eventually);
        return client.cast(Proxy.newProxyInstance(client.getClassLoader(), new Class<?>[] {client}, guarded));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        var given = arguments == null ? new Object[0] : arguments;
        if (isRequest(method)) {
            return request(method, given);
        }
        // Paginators and the overloads that take a builder are defaults which end in requests to the proxy.
        return method.isDefault() && !LOCAL.contains(method.getName())
                ? InvocationHandler.invokeDefault(proxy, method, given)
                : call(method, given);
    }

    private static boolean isRequest(Method method) {
        var parameters = method.getParameterTypes();
        return parameters.length >= 1
                && parameters[0].getSimpleName().endsWith("Request")
                && !method.getName().endsWith("Paginator");
    }

    private @Nullable Object request(Method method, Object[] arguments) throws Throwable {
        var operation = operation(method);
        Supplier<Eventually.Wait> unbounded = () -> eventually.toDeadline(Fault.THROTTLED.waitingFor(operation));
        var wait = unbounded.get();
        var last = Fault.FINAL;
        var unsettled = false;
        for (var attempt = 1; ; attempt++) {
            var ticket = enter(operation);
            try {
                var answer = call(method, arguments);
                inFlight.answered();
                return answer;
            } catch (Throwable e) {
                var fault = Fault.of(e);
                if (fault == Fault.THROTTLED) {
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
                if (fault == Fault.THROTTLED && wait.over()) {
                    throw wait.timeout().during(service + ":" + operation).causedBy(e);
                }
                if (!fault.mayRepeat(operation, attempt) || wait.over()) {
                    throw unsettled ? unsettled(e, operation) : translated(e, operation);
                }
                unsettled |= fault.mayHaveMade(operation);
            }
            wait.pause(jittered(attempt));
        }
    }

    private Throwable translated(Throwable e, String operation) {
        return e instanceof Error ? e : Errors.translate(e, service, operation, where);
    }

    /** An earlier attempt failed inside AWS: if it was carried out nevertheless, it may be what stands in the way now. */
    private Throwable unsettled(Throwable e, String operation) {
        return translated(e, operation) instanceof ProviderException problem
                ? problem.afterLostAnswer()
                        .hint("AWS failed at an earlier attempt, which may have been carried out all the same. Run the"
                                + " command again: what it made is looked for and taken from there.")
                : e;
    }

    private long enter(String operation) {
        try {
            return inFlight.enter(eventually::check);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProviderException.of(
                            ProviderException.Kind.CANCELLED, "Interrupted", "Stopped before " + operation + ".")
                    .causedBy(e);
        }
    }

    private @Nullable Object call(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    /** Half of an exponentially growing pause for certain, the rest by chance, so that requests spread out. */
    private static Duration jittered(int attempt) {
        var grown = FIRST_PAUSE.toMillis() << Math.min(attempt - 1, 10);
        var longest = Math.min(grown, LONGEST_PAUSE.toMillis());
        return Duration.ofMillis(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
    }

    private static String operation(Method method) {
        var name = method.getName();
        // getObjectAsBytes and getObject are one operation of the service.
        var plain = name.endsWith("AsBytes") ? name.substring(0, name.length() - "AsBytes".length()) : name;
        return plain.substring(0, 1).toUpperCase(Locale.ROOT) + plain.substring(1);
    }
}
