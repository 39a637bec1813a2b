package dev.setpoint.engine.planning.identity;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.planning.live.Inventory.Held;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.Stack;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The planned fate of each object in the state. */
public final class ObjectPlans {

    enum Fate {
        /** The address keeps the object, or the plan leaves it out. */
        STAYS,
        /** The address gives up the object: it is deleted, replaced or left in the cloud. */
        LEAVES,
        /** Deleted, while the address has another object. */
        LEFT_OVER,
        /** The object is gone from the cloud, or another address has it. */
        GONE
    }

    private record Slot(Address address, Identity identity) {}

    private final Stack stack;
    private final Map<Address, Change> changes = new HashMap<>();
    private final Map<Slot, Fate> besides = new HashMap<>();
    private final Set<Slot> restored = new HashSet<>();

    public ObjectPlans(List<Change> planned, Stack stack) {
        this.stack = stack;
        for (var change : planned) {
            if (change.isOfLeftOver()) {
                leftOver(change);
            } else {
                changes.put(change.origin(), change);
                change.restored().ifPresent(now -> restored.add(new Slot(change.origin(), now.id())));
            }
        }
    }

    private void leftOver(Change change) {
        switch (change) {
            case Change.Delete delete -> besides.put(new Slot(delete.address(), delete.id()), Fate.LEFT_OVER);
            case Change.Forget forget -> besides.put(new Slot(forget.address(), forget.id()), Fate.GONE);
            default -> throw new IllegalStateException("A left-over goes: " + change);
        }
    }

    Fate of(Held held) {
        var own = besides.get(new Slot(now(held.address()), held.identity()));
        if (own != null) {
            return own;
        }
        if (!held.current()) {
            return Fate.STAYS;
        }
        return change(held.address())
                .map(Change::effect)
                .map(effect -> switch (effect) {
                    case Change.Delete _, Change.Replace _ -> Fate.LEAVES;
                    case Change.Forget forget ->
                        forget.reason() == Change.ForgetReason.RETAINED ? Fate.LEAVES : Fate.GONE;
                    case Change.Create _ -> Fate.GONE;
                    case Change.Update _,
                            Change.Refresh _,
                            Change.Import _,
                            Change.Restore _,
                            Change.Move _,
                            Change.NoOp _ -> Fate.STAYS;
                })
                .orElse(Fate.STAYS);
    }

    /** Tells whether the object is the current one of the address after the plan. */
    boolean isKept(Held held) {
        return of(held) == Fate.STAYS
                && (held.current() || restored.contains(new Slot(held.address(), held.identity())));
    }

    /** Returns the planned address of a resource of the state, which differs after a move. */
    private Address now(Address address) {
        return change(address).map(Change::address).orElse(address);
    }

    /** Returns the block of a resource of the state, if there is one. */
    Optional<ResourceBlock> block(Address address) {
        return stack.resource(now(address));
    }

    /** Returns the change of the current object of an address of the state. */
    Optional<Change> change(Address address) {
        return Optional.ofNullable(changes.get(address));
    }
}
