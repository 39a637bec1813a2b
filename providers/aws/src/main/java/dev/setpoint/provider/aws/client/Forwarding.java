package dev.setpoint.provider.aws.client;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Clients all of whose requests pass through one place.
 *
 * <p>Making a dynamic proxy of a client's interface loads every request and every response that its service has, a
 * thousand classes for S3. So the build of the distribution writes a plain class for each of them, called
 * {@code ForwardingKmsClient} (see {@code cli/src/build/prelink}); where there is none, a proxy does the same.
 */
public final class Forwarding {

    private static final ClassValue<Optional<Constructor<?>>> WRITTEN = new ClassValue<>() {
        @Override
        protected Optional<Constructor<?>> computeValue(Class<?> client) {
            try {
                var type = Class.forName(Forwarding.class.getName() + client.getSimpleName());
                return Optional.of(type.getDeclaredConstructor(RequestHandler.class));
            } catch (ClassNotFoundException | NoSuchMethodException e) {
                return Optional.empty();
            }
        }
    };

    private Forwarding() {}

    /** @param client the SDK's interface of a service */
    public static <C extends SdkClient> C of(Class<C> client, RequestHandler<C> requests) {
        return client.cast(
                WRITTEN.get(client).map(made -> made(made, requests)).orElseGet(() -> proxy(client, requests)));
    }

    private static Object made(Constructor<?> constructor, RequestHandler<?> requests) {
        try {
            return constructor.newInstance(requests);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(constructor.getDeclaringClass() + " was not written by this build.", e);
        }
    }

    @SuppressWarnings("ReferenceEquality") // A client is equal to itself only.
    private static <C extends SdkClient> Object proxy(Class<C> client, RequestHandler<C> requests) {
        InvocationHandler handler = (proxy, method, given) -> {
            var arguments = given == null ? new Object[0] : given;
            if (isRequest(method)) {
                Function<C, Object> send = other -> call(method, other, arguments);
                return requests.pass(method.getName(), (SdkPojo) arguments[0], send);
            }
            return switch (method.getName()) {
                case "serviceName" -> requests.serviceName();
                case "close" -> closed(requests);
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                case "toString" -> requests.toString();
                // Paginators and the overloads that take a builder are defaults which end in requests to the proxy.
                default -> InvocationHandler.invokeDefault(proxy, method, arguments);
            };
        };
        return Proxy.newProxyInstance(client.getClassLoader(), new Class<?>[] {client}, handler);
    }

    /** The build that writes the classes tells them apart in the same way. */
    private static boolean isRequest(Method method) {
        var parameters = method.getParameterTypes();
        return parameters.length >= 1
                && parameters[0].getSimpleName().endsWith("Request")
                && !method.getName().endsWith("Paginator")
                && !method.getName().endsWith("AsBytes");
    }

    private static @Nullable Object closed(RequestHandler<?> requests) {
        requests.close();
        return null;
    }

    private static Object call(Method method, Object target, Object[] arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
