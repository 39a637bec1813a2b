package dev.setpoint.provider.sandbox.call;

import dev.setpoint.provider.sandbox.store.Cloud;
import dev.setpoint.provider.sandbox.store.Documents;
import dev.setpoint.provider.sandbox.world.Service;
import dev.setpoint.provider.sandbox.world.World;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What stands between a client and its simulated service: it routes each operation to the {@link Part}
 * that has it, runs it as one transaction on the cloud, and is the only place where things go wrong on
 * purpose. The interface's overloads (consumers, paginators) run as the SDK wrote them.
 */
public final class Gateway implements InvocationHandler {

    private final Service service;
    private final String region;
    private final Traffic traffic;
    private final Cloud cloud;
    private final Map<Method, Part<?>> routes;

    private Gateway(Service service, String region, Traffic traffic, Cloud cloud, Map<Method, Part<?>> routes) {
        this.service = service;
        this.region = region;
        this.traffic = traffic;
        this.cloud = cloud;
        this.routes = routes;
    }

    /** A client of one regional endpoint. */
    public static <C> C client(
            Class<C> type,
            Service service,
            String region,
            Traffic traffic,
            Cloud cloud,
            List<? extends Part<?>> parts) {
        var gateway = new Gateway(service, region, traffic, cloud, routes(type, parts));
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, gateway));
    }

    /** The operations are those methods of the client interface that a part declares itself. */
    private static Map<Method, Part<?>> routes(Class<?> client, List<? extends Part<?>> parts) {
        var routes = new HashMap<Method, Part<?>>();
        for (var part : parts) {
            for (var method : part.type().getDeclaredMethods()) {
                var parameters = method.getParameterTypes();
                if (Modifier.isPublic(method.getModifiers())
                        && !method.isSynthetic()
                        && parameters.length > 0
                        && SdkRequest.class.isAssignableFrom(parameters[0])) {
                    try {
                        routes.put(client.getMethod(method.getName(), parameters), part);
                    } catch (NoSuchMethodException e) {
                        throw new IllegalStateException(method + " is no operation of " + client.getSimpleName(), e);
                    }
                }
            }
        }
        return routes;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // A client is equal to itself only.
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        var part = routes.get(method);
        if (part != null) {
            return operation(part, method, arguments);
        }
        return switch (method.getName()) {
            case "serviceName" -> service.prefix();
            case "close" -> service;
            case "toString" -> "simulated " + service.prefix() + " in " + region;
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            default -> overload(proxy, method, arguments);
        };
    }

    private Object overload(Object proxy, Method method, Object[] arguments) throws Throwable {
        try {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        } catch (UnsupportedOperationException e) {
            throw service.refusal(
                    "NotImplemented",
                    501,
                    "The sandbox has no " + Actions.of(service, method.getName()) + ": use a real account for it.");
        }
    }

    private Object operation(Part<?> part, Method method, Object[] arguments) {
        var action = Actions.of(service, method.getName());
        var request = (SdkRequest) arguments[0];
        var reading = Actions.reading(method.getName());
        try (var passage = traffic.enter(service, action, request, region, reading)) {
            try {
                var answer = reading
                        ? cloud.read(traffic.clock().call(), documents -> run(part, method, arguments, documents))
                        : cloud.change(
                                action, traffic.clock()::call, documents -> run(part, method, arguments, documents));
                passage.done();
                return answer;
            } catch (SdkException e) {
                passage.failed(e);
                throw e;
            }
        }
    }

    private Object run(Part<?> part, Method method, Object[] arguments, Documents documents) {
        var settings = traffic.settings();
        var world = new World(documents, region, traffic.clock().world(), settings.account(), settings.newPrincipals());
        try {
            return method.invoke(part.make().apply(world), arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
