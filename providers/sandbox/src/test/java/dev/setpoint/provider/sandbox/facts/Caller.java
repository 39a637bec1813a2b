package dev.setpoint.provider.sandbox.facts;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import dev.setpoint.provider.sandbox.testing.Clients;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Caller of operations by their names, over the SDK's clients. */
final class Caller {

    private static final String BODY = "Body";

    private final Endpoint endpoint;

    Caller(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Returns true for a service that Setpoint uses. */
    static boolean knows(String service) {
        return Clients.BY_NAME.containsKey(service);
    }

    /** Makes the call. An error of AWS is an answer, too. */
    Answer answer(Call call) {
        var type = Optional.ofNullable(Clients.BY_NAME.get(call.service()))
                .orElseThrow(() -> new IllegalArgumentException("There is no service " + call.service() + "."));
        var method = method(type, call.operation());
        try {
            return success(method.invoke(endpoint.client(type, call.region()), arguments(method, call)));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof AwsServiceException refused) {
                return refusal(refused);
            }
            if (e.getCause() instanceof SdkException unsent) {
                return Answer.error(0, String.valueOf(unsent.getMessage()));
            }
            throw new IllegalStateException(call + " ended in an exception that is no answer of AWS.", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Method method(Class<?> client, String operation) {
        var name = operation.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + operation.substring(1);
        return Arrays.stream(client.getMethods())
                .filter(method -> method.getName().equals(name) && takesRequest(method))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(client.getName() + " has no " + operation + "."));
    }

    /** Returns true for the form of an operation that takes a request, and contents where it has any. */
    private static boolean takesRequest(Method method) {
        var parameters = method.getParameterTypes();
        return parameters.length > 0
                && SdkRequest.class.isAssignableFrom(parameters[0])
                && (parameters.length == 1
                        ? SdkPojo.class.isAssignableFrom(method.getReturnType())
                        : parameters[1] == RequestBody.class || parameters[1] == ResponseTransformer.class);
    }

    private static Object[] arguments(Method method, Call call) {
        var parameters = method.getParameterTypes();
        var members = new LinkedHashMap<>(call.parameters());
        if (parameters.length == 1) {
            return new Object[] {request(parameters[0], members)};
        }
        if (parameters[1] == RequestBody.class) {
            var body = RequestBody.fromString(String.valueOf(members.getOrDefault(BODY, "")));
            members.remove(BODY);
            return new Object[] {request(parameters[0], members), body};
        }
        return new Object[] {request(parameters[0], members), ResponseTransformer.toBytes()};
    }

    private static Object request(Class<?> type, Map<String, Object> members) {
        try {
            var builder = (SdkBuilder<?, ?>) type.getMethod("builder").invoke(null);
            RequestMembers.set((SdkPojo) builder, members);
            return builder.build();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The SDK's " + type.getName() + " cannot be built.", e);
        }
    }

    private static Answer success(Object response) {
        if (response instanceof ResponseBytes<?> bytes) {
            var fields = new LinkedHashMap<>(members(bytes.response()).entries());
            fields.put("body", Value.of(bytes.asUtf8String()));
            return new Answer(status(bytes.response()), Optional.empty(), new Value.Map(fields));
        }
        return new Answer(status(response), Optional.empty(), members(response));
    }

    private static Value.Map members(Object response) {
        return SdkShapes.PLAIN.toValue((SdkPojo) response);
    }

    /** The status of a success; the sandbox's answers have no HTTP, and so none. */
    private static int status(Object response) {
        return response instanceof software.amazon.awssdk.core.SdkResponse sdk && sdk.sdkHttpResponse() != null
                ? sdk.sdkHttpResponse().statusCode()
                : 200;
    }

    private static Answer refusal(AwsServiceException refused) {
        var details = refused.awsErrorDetails();
        return Answer.error(
                refused.statusCode(), details == null || details.errorCode() == null ? "" : details.errorCode());
    }
}
