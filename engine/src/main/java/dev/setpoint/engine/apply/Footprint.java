package dev.setpoint.engine.apply;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.spi.Identity;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a run has left in the cloud so far, whether or not the change that did it came to its end. */
final class Footprint {

    private final Map<Address, Identity> made = new ConcurrentHashMap<>();
    private final Set<Address> updated = ConcurrentHashMap.newKeySet();

    void made(Address address, Identity identity) {
        made.put(address, identity);
    }

    void updating(Address address) {
        updated.add(address);
    }

    /** The object that the run has made at the address. */
    Optional<Identity> madeAt(Address address) {
        return Optional.ofNullable(made.get(address));
    }

    /** Whether the run has begun to change the object at the address. */
    boolean hasUpdated(Address address) {
        return updated.contains(address);
    }
}
