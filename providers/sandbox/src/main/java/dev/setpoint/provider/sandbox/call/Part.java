package dev.setpoint.provider.sandbox.call;

import dev.setpoint.provider.sandbox.world.World;
import java.util.function.Function;

/**
 * Class that implements some operations of a service. Each call creates an instance over the cloud as that call sees
 * it.
 *
 * @param <C> the SDK's client interface
 */
public record Part<C>(Class<? extends C> type, Function<World, ? extends C> make) {}
