package dev.setpoint.provider.sandbox.table;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.shape.SdkShapes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Requests as values, and responses made of values. */
final class Shapes {

    private static final String REQUEST = "Request";

    private Shapes() {}

    static Value.Map value(SdkPojo request) {
        return SdkShapes.PLAIN.toValue(request);
    }

    /** Builds the response of a request's operation: {@code GetBucketCorsResponse} of {@code GetBucketCorsRequest}. */
    static Object response(SdkPojo request, Value.Map content) {
        var builder = builder(request);
        SdkShapes.PLAIN.fill((SdkPojo) builder, content);
        return builder.build();
    }

    private static SdkBuilder<?, ?> builder(SdkPojo request) {
        var type = request.getClass();
        var name = type.getName();
        var response = name.substring(0, name.length() - REQUEST.length()) + "Response";
        try {
            return (SdkBuilder<?, ?>) Class.forName(response, true, type.getClassLoader())
                    .getMethod("builder")
                    .invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The SDK's response " + response + " cannot be built.", e);
        }
    }
}
