package dev.setpoint.provider.sandbox.operation;

import dev.setpoint.provider.sandbox.Sandbox;
import dev.setpoint.provider.sandbox.testing.Clients;
import dev.setpoint.provider.sandbox.world.Service;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;

/** Operation of the SDK's client of a service. */
record ClientOperation(Class<? extends SdkClient> client, Method method) {

    /** Returns all operations of the services that Setpoint uses. */
    static List<ClientOperation> all() {
        return Clients.BY_NAME.values().stream()
                .sorted(Comparator.comparing(Class::getSimpleName))
                .flatMap(client -> Arrays.stream(client.getMethods())
                        .filter(ClientOperation::takesRequest)
                        .sorted(Comparator.comparing(Method::getName))
                        .map(method -> new ClientOperation(client, method)))
                .toList();
    }

    /** True for the one form of each operation to which all others lead. */
    private static boolean takesRequest(Method method) {
        var parameters = method.getParameterTypes();
        return parameters.length > 0
                && SdkRequest.class.isAssignableFrom(parameters[0])
                && (parameters.length == 1
                        ? SdkPojo.class.isAssignableFrom(method.getReturnType())
                        : Arrays.stream(parameters)
                                .skip(1)
                                .allMatch(type -> type == RequestBody.class || type == ResponseTransformer.class));
    }

    Service service() {
        return Service.of(client);
    }

    boolean isSimulated() {
        return Sandbox.methods(service()).contains(method.getName());
    }

    /** Returns the name as AWS spells it. */
    String name() {
        return Character.toUpperCase(method.getName().charAt(0))
                + method.getName().substring(1);
    }

    /** Makes the call; returns the exception with which it ends. */
    Optional<Throwable> failure(Sandbox sandbox, SdkPojo request) {
        var arguments = new ArrayList<Object>(List.of(request));
        for (var type : Arrays.stream(method.getParameterTypes()).skip(1).toList()) {
            arguments.add(type == RequestBody.class ? RequestBody.empty() : ResponseTransformer.toBytes());
        }
        try {
            method.invoke(sandbox.client(client, "us-east-1"), arguments.toArray());
            return Optional.empty();
        } catch (InvocationTargetException e) {
            return Optional.of(Objects.requireNonNull(e.getCause()));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return service().prefix() + " " + name();
    }
}
