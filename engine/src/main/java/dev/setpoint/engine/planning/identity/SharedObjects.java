package dev.setpoint.engine.planning.identity;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.planning.decide.ChangeDecision;
import dev.setpoint.engine.planning.identity.ObjectPlans.Fate;
import dev.setpoint.engine.planning.live.Inventory;
import dev.setpoint.engine.planning.live.Inventory.Held;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.stack.Stack;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Handles objects that a state has under several addresses, after an older run or a manual edit. While one address
 * keeps the object, the others only drop it from the state. When none keeps it, exactly one deletes it.
 */
public final class SharedObjects {

    private record Slot(Address address, Identity identity) {}

    private final Inventory inventory;
    private final ObjectPlans fates;
    private final Stack stack;
    private final ChangeDecision decision;
    /** Objects that an address gives up, with the other address that has them. */
    private final Map<Slot, Address> released = new HashMap<>();

    public SharedObjects(Inventory inventory, ObjectPlans fates, Stack stack, ChangeDecision decision) {
        this.inventory = inventory;
        this.fates = fates;
        this.stack = stack;
        this.decision = decision;
    }

    public List<Change> of(List<Change> changes) {
        inventory.shared().forEach(this::share);
        return released.isEmpty() ? changes : changes.stream().map(this::spared).toList();
    }

    private void share(List<Held> holders) {
        var keeper = holders.stream()
                .filter(held -> fates.of(held) == Fate.STAYS || isRetained(held))
                .findFirst()
                .or(() -> holders.stream()
                        .filter(held -> fates.of(held) == Fate.LEAVES || fates.of(held) == Fate.LEFT_OVER)
                        .min(Comparator.comparing(this::isDeleted).thenComparing(Held::address)));
        keeper.ifPresent(kept -> holders.stream()
                .filter(held -> !held.equals(kept))
                .forEach(held -> released.put(new Slot(held.address(), held.identity()), kept.address())));
    }

    private boolean isRetained(Held held) {
        return held.current()
                && fates.change(held.address())
                        .filter(Change.Forget.class::isInstance)
                        .isPresent();
    }

    /**
     * Tells whether the holder gives up the object without a replacement. Holders that replace it come first, because
     * the new object may need the name of the old one.
     */
    private boolean isDeleted(Held held) {
        return !held.current()
                || fates.change(held.address())
                        .filter(change -> change.effect() instanceof Change.Replace)
                        .isEmpty();
    }

    private Change spared(Change change) {
        return switch (change) {
            case Change.Delete delete ->
                other(change.address(), delete.id())
                        .<Change>map(other -> new Change.Forget(
                                change.target().withoutLossOrObstacle(),
                                delete.id(),
                                delete.isOfLeftOver() ? Change.ForgetReason.DEPOSED_HELD : Change.ForgetReason.HELD,
                                Optional.of(other)))
                        .orElse(change);
            case Change.Replace replace ->
                other(change.address(), replace.id()).map(_ -> created(replace)).orElse(change);
            case Change.Move(var target, var from, var then)
            when then instanceof Change.Replace replace ->
                other(from, replace.id())
                        .<Change>map(_ -> {
                            var created = created(replace);
                            return new Change.Move(created.target(), from, created);
                        })
                        .orElse(change);
            default -> change;
        };
    }

    private Optional<Address> other(Address address, Identity identity) {
        return Optional.ofNullable(released.get(new Slot(address, identity)));
    }

    private Change created(Change.Replace replace) {
        var block = stack.resource(replace.address()).orElseThrow();
        return decision.create(block, replace.target().dependsOn(), Change.CreateReason.HELD, replace.desired());
    }
}
