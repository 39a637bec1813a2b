package dev.setpoint.engine.apply.run;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.plan.Change;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Decisions about conditional replacements so far in this run. */
public final class ReplacementDecisions {

    private final Map<Address, Change> decided = new ConcurrentHashMap<>();
    private final Set<Address> open = ConcurrentHashMap.newKeySet();

    /** @param change a certain replacement, an update or a no-op */
    void decide(Address address, Change change) {
        decided.put(address, change);
        open.remove(address);
    }

    /** @param kept the change to make if the object is not replaced */
    void leaveOpen(Address address, Change kept) {
        decided.put(address, kept);
        open.add(address);
    }

    /** Tells whether the decision for the address is still open. */
    public boolean isOpen(Address address) {
        return open.contains(address);
    }

    /** Returns the decided change, or the planned one when it is not conditional or not decided yet. */
    public Change of(Change change) {
        return switch (change) {
            case Change.Replace replace
            when replace.isConditional() ->
                Optional.ofNullable(decided.get(replace.address())).orElse(replace);
            case Change.Move(var target, var from, var then) -> new Change.Move(target, from, of(then));
            default -> change;
        };
    }

    /** Tells whether the replacement at the address is decided. */
    boolean isReplaced(Address address) {
        return decided.get(address) instanceof Change.Replace;
    }
}
