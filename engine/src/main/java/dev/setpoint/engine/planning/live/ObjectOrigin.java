package dev.setpoint.engine.planning.live;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.State;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The place where a planner finds the object of a resource block. */
public sealed interface ObjectOrigin {

    /** No known object exists; the resource will be created. */
    record NotFound() implements ObjectOrigin {}

    /** @param from old address; empty when it does not move */
    record InState(ResourceState resource, Optional<Address> from) implements ObjectOrigin {}

    /** An object to import, which is in the cloud and not in the state. */
    record ToImport(Identity identity) implements ObjectOrigin {}

    /** Returns the origin of every resource of the stack by address, in the order of the file. */
    static Map<Address, ObjectOrigin> all(Stack stack, State state, Moves moves) {
        var origins = new LinkedHashMap<Address, ObjectOrigin>();
        for (var block : stack.resources().values()) {
            origins.put(block.address(), of(block, state, moves));
        }
        return origins;
    }

    /** Returns the addresses that change, from old to new. */
    static Map<Address, Address> renamed(Map<Address, ObjectOrigin> origins) {
        var renamed = new LinkedHashMap<Address, Address>();
        origins.forEach((address, origin) -> {
            if (origin instanceof InState(var _, var from)) {
                from.ifPresent(old -> renamed.put(old, address));
            }
        });
        return renamed;
    }

    private static ObjectOrigin of(ResourceBlock block, State state, Moves moves) {
        var here = state.resource(block.address());
        if (here.isPresent()) {
            return new InState(here.get(), Optional.empty());
        }
        return Optional.ofNullable(moves.from().get(block.address()))
                .flatMap(from -> state.resource(from).<ObjectOrigin>map(there -> new InState(there, Optional.of(from))))
                .or(() -> block.importId().map(id -> new ToImport(new Identity(id))))
                .orElseGet(NotFound::new);
    }
}
