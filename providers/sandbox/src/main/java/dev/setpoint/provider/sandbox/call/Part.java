package dev.setpoint.provider.sandbox.call;

import dev.setpoint.provider.sandbox.world.World;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkRequest;

/**
 * Class that implements some operations of a service. Each call creates an instance over the cloud as that call sees
 * it.
 *
 * @param <C> the SDK's client interface
 */
public record Part<C>(Class<? extends C> type, Function<World, ? extends C> make) {

    /** Returns the methods of the client that the class declares itself. */
    Set<String> methods() {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers())
                        && !method.isSynthetic()
                        && method.getParameterCount() > 0
                        && SdkRequest.class.isAssignableFrom(method.getParameterTypes()[0]))
                .map(method -> method.getName())
                .collect(Collectors.toSet());
    }
}
