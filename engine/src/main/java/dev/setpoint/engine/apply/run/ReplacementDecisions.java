package dev.setpoint.engine.apply.run;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.plan.Change;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Results of a plan's conditional replacements in this run: it grows as they are decided. */
public final class ReplacementDecisions {

    private final Map<Address, Change> decided = new ConcurrentHashMap<>();
    private final Set<Address> open = ConcurrentHashMap.newKeySet();

    /** @param change a replacement that is certain now, an update, or nothing */
    void decide(Address address, Change change) {
        decided.put(address, change);
        open.remove(address);
    }

    /** @param kept what is to be done if the object is not replaced */
    void leaveOpen(Address address, Change kept) {
        decided.put(address, kept);
        open.add(address);
    }

    /** Tells whether it must be decided again before the object at the address is put. */
    public boolean isOpen(Address address) {
        return open.contains(address);
    }

    /** The change as it is carried out: as planned where it is not conditional, or not decided yet. */
    public Change of(Change change) {
        return switch (change) {
            case Change.Replace replace
            when replace.isConditional() ->
                Optional.ofNullable(decided.get(replace.address())).orElse(replace);
            case Change.Move(var target, var from, var then) -> new Change.Move(target, from, of(then));
            default -> change;
        };
    }

    /** Tells whether it is decided that the object at the address is replaced. */
    boolean isReplaced(Address address) {
        return decided.get(address) instanceof Change.Replace;
    }
}
