package dev.setpoint.provider.sandbox.table;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.World;
import java.util.function.BiFunction;
import software.amazon.awssdk.core.SdkPojo;

/**
 * One operation of a service that a table describes, so that no class implements it.
 *
 * @param method as the SDK's client calls it: {@code putBucketCors}
 * @param answer makes the members of the response from those of the request
 */
public record Operation(String method, BiFunction<World, Value.Map, Value.Map> answer) {

    /** Runs the operation and returns the SDK's response. */
    public Object run(World world, SdkPojo request) {
        return Shapes.response(request, answer.apply(world, Shapes.value(request)));
    }
}
