package dev.setpoint.engine.planning.identity;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.planning.live.Inventory;
import dev.setpoint.engine.planning.live.Inventory.Held;
import dev.setpoint.engine.schema.ObjectKey;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.Stack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Forbids changes that would give one object two addresses. A created or imported object must not be one that another
 * address owns, creates or is about to delete. A deposed object is deleted before its name is used again.
 */
public final class AddressConflicts {

    private final Inventory inventory;
    private final ObjectPlans fates;
    private final Stack stack;
    private final AddressRefusals refusals;
    private final Map<Address, Identity> found;
    private final Map<ObjectKey, Address> made = new HashMap<>();
    private final Map<Address, Diagnostic> renamed = new HashMap<>();

    /** @param found objects found where creations would be made */
    public AddressConflicts(
            Inventory inventory, ObjectPlans fates, AddressRefusals refusals, Map<Address, Identity> found) {
        this.inventory = inventory;
        this.fates = fates;
        this.stack = refusals.stack();
        this.refusals = refusals;
        this.found = found;
    }

    /** Returns the changes. Those that would give an object a second address are forbidden. */
    public List<Change> of(List<Change> changes) {
        var checked = changes.stream().map(this::checked).toList();
        return checked.stream()
                .map(change -> RenamedBlocks.withRenameAsCause(change, renamed))
                .toList();
    }

    private Change checked(Change change) {
        var block = stack.resource(change.address());
        if (block.isEmpty() || !brings(change) || (change instanceof Change.Create && change.isForbidden())) {
            return change;
        }
        var keys = keys(change, block.get());
        var waits = new LinkedHashSet<Address>();
        var problem = Optional.<Diagnostic>empty();
        for (var key : keys) {
            for (var held : inventory.holders(key)) {
                problem = problem.or(() -> conflict(change, block.get(), held, waits));
            }
            problem =
                    problem.or(() -> other(key, change.address()).map(other -> refusals.madeTwice(block.get(), other)));
        }
        keys.forEach(key -> made.putIfAbsent(key, change.address()));
        var target = change.target();
        if (!waits.isEmpty()) {
            target = target.waitingFor(waits);
        }
        return change.withTarget(target.forbidden(problem));
    }

    /** Tells whether the change creates or imports an object. */
    private static boolean brings(Change change) {
        return change instanceof Change.Import
                || change.effect() instanceof Change.Create
                || change.effect() instanceof Change.Replace;
    }

    private Optional<ResourceBlock> other(ObjectKey key, Address own) {
        return Optional.ofNullable(made.get(key))
                .filter(address -> !address.equals(own))
                .flatMap(address -> stack.resource(address));
    }

    private Set<ObjectKey> keys(Change change, ResourceBlock block) {
        var target = change.target();
        var values = switch (change.effect()) {
            case Change.Create create -> create.desired();
            case Change.Replace replace -> replace.desired();
            case Change.Update update -> update.live();
            case Change.NoOp same -> same.live();
            case Change.Delete _, Change.Forget _, Change.Refresh _, Change.Import _, Change.Restore _, Change.Move _ ->
                throw new IllegalStateException("Nothing comes by " + change);
        };
        var keys = new LinkedHashSet<>(inventory.declared(block.type(), target.provider(), values));
        if (change instanceof Change.Import taken) {
            keys.add(inventory.assigned(target.type(), target.provider(), taken.id()));
        }
        Optional.ofNullable(found.get(change.address()))
                .ifPresent(id -> keys.add(inventory.assigned(target.type(), target.provider(), id)));
        return keys;
    }

    private Optional<Diagnostic> conflict(Change change, ResourceBlock block, Held held, Set<Address> waits) {
        var own = held.address().equals(change.origin());
        if (own && held.current()) {
            return Optional.empty();
        }
        return switch (fates.of(held)) {
            case GONE -> Optional.empty();
            case LEFT_OVER -> {
                waits.add(held.address());
                yield Optional.empty();
            }
            case LEAVES -> Optional.of(renamed(block, held, change));
            case STAYS ->
                Optional.of(
                        change instanceof Change.Import
                                ? refusals.imported(block, held.identity(), held.address())
                                : refusals.managed(block, held));
        };
    }

    private Diagnostic renamed(ResourceBlock block, Held held, Change change) {
        var problem = refusals.renamed(
                block, held, change, fates.change(held.address()).orElse(change));
        renamed.putIfAbsent(held.address(), problem);
        return problem;
    }

    /** Reports addresses of the spec that already share an object in the state, once for each object. */
    public void reportSharedObjects(BiConsumer<Address, Diagnostic> problems) {
        inventory.shared().forEach(holders -> {
            var blocks = new ArrayList<ResourceBlock>();
            holders.stream()
                    .filter(fates::isKept)
                    .forEach(held -> fates.block(held.address()).ifPresent(blocks::add));
            if (blocks.size() > 1) {
                problems.accept(
                        blocks.get(1).address(),
                        refusals.heldTwice(
                                blocks.get(1), blocks.get(0), holders.getFirst().identity()));
            }
        });
    }
}
