package dev.setpoint.provider.sandbox.call;

import dev.setpoint.provider.sandbox.world.World;
import java.util.function.Function;

/**
 * Some operations of a service: a class that implements the SDK's client interface for them, made anew for
 * each call over the cloud as that call sees it.
 *
 * @param <C> the SDK's client interface
 */
public record Part<C>(Class<? extends C> type, Function<World, ? extends C> make) {}
