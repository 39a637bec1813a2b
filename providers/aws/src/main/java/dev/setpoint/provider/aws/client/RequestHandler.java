package dev.setpoint.provider.aws.client;

import java.util.function.Function;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Handler of the requests to a client that {@link Forwarding} makes.
 *
 * @param <C> the SDK's interface of a service
 */
public interface RequestHandler<C> {

    /**
     * One request. The SDK's overloads, paginators among them, end in these.
     *
     * @param method as the client's interface calls it: {@code createKey}
     * @param request an {@code SdkRequest}; were that its type here, the JVM would load every request that a forwarding
     *     client passes on in order to verify it, while it takes any object for an interface
     * @param send makes the same request of another client
     */
    Object pass(String method, SdkPojo request, Function<C, Object> send);

    /** The service's name, as the client returns it. */
    String serviceName();

    /** The client is closed. */
    default void close() {}
}
