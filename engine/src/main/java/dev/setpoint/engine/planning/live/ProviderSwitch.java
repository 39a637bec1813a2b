package dev.setpoint.engine.planning.live;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.spi.Realm;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.state.State;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Handles resources whose provider configuration changed to another one with the same account and region, so that
 * only the configuration's name changes.
 *
 * @param state the state with the new configuration names
 * @param former the old configuration names by address
 */
public record ProviderSwitch(State state, Map<Address, String> former) {

    public static ProviderSwitch of(Stack stack, State state, LiveReader reader) {
        var wanted = new LinkedHashMap<Address, ResourceBlock>();
        var moves = Moves.of(stack, state).from();
        for (var block : stack.resources().values()) {
            var origin = moves.getOrDefault(block.address(), block.address());
            state.resource(origin)
                    .filter(resource -> resource.type().equals(block.type().name())
                            && !resource.provider().equals(block.provider()))
                    .ifPresent(_ -> wanted.put(origin, block));
        }
        if (wanted.isEmpty()) {
            return new ProviderSwitch(state, Map.of());
        }
        var asked = new HashMap<String, CompletableFuture<Result<Optional<Realm>>>>();
        wanted.values().forEach(block -> asked.computeIfAbsent(block.provider(), reader::realm));
        var resources = new TreeMap<>(state.resources());
        var former = new HashMap<Address, String>();
        wanted.forEach((address, block) -> {
            var resource = state.resource(address).orElseThrow();
            var then = Optional.ofNullable(state.realms().get(resource.provider()));
            var now = realm(asked, block.provider());
            if (now.isPresent() && isSame(block.type(), then, now.get())) {
                resources.put(address, resource.withProvider(block.provider()));
                former.put(address, resource.provider());
            }
        });
        return new ProviderSwitch(state.withResources(resources), former);
    }

    /** Returns the account and region; empty when the provider fails, which the next read reports. */
    private static Optional<Optional<Realm>> realm(
            Map<String, CompletableFuture<Result<Optional<Realm>>>> asked, String provider) {
        return Optional.ofNullable(asked.get(provider))
                .flatMap(answer -> answer.join().fold(_ -> Optional.empty(), Optional::of));
    }

    private static boolean isSame(TypeSchema type, Optional<Realm> then, Optional<Realm> now) {
        if (type.stateOnly()) {
            return true;
        }
        return then.map(Realm::account).equals(now.map(Realm::account))
                && (type.global() || then.flatMap(Realm::region).equals(now.flatMap(Realm::region)));
    }
}
