package dev.setpoint.engine.planning.identity;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.planning.live.Inventory.Held;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.SameObject;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Diagnostics for changes that would give an object a second address or move it to another one, with hints how to
 * resolve them.
 */
public record AddressRefusals(Stack stack, State state) {

    private static final String COMMAND = "`setpoint state mv ";

    /** Returns the problem of an object that another address keeps. */
    Diagnostic managed(ResourceBlock block, Held held) {
        var other = held.address();
        var problem = Diagnostic.error(
                "SP0521",
                SameObject.place(block),
                "`" + block.address() + "` cannot be created: `" + held.identity() + "` is already managed as `" + other
                        + "` of this stack.");
        return block(other)
                .map(there -> problem.related("`" + other + "` manages it", SameObject.place(there))
                        .hint("Keep one of the two blocks, or give this one another name."))
                .orElseGet(() -> problem.hint(
                        "To keep the object, " + added(block, other) + "; otherwise give this one another name."));
    }

    /** Returns the problem of two blocks that would create the same object. */
    Diagnostic madeTwice(ResourceBlock block, ResourceBlock other) {
        return SameObject.twice("SP0521", block, other);
    }

    /** Returns the problem of two blocks that share one object in the state. */
    Diagnostic heldTwice(ResourceBlock block, ResourceBlock other, Identity identity) {
        return Diagnostic.error(
                        "SP0521",
                        SameObject.place(block),
                        "`" + other.address() + "` and `" + block.address() + "` both manage "
                                + block.type().name() + " `" + identity + "`; only one resource can.")
                .related("`" + other.address() + "` manages it already", SameObject.place(other))
                .hint("Remove one of the two blocks: its address is forgotten then, and the object stays with the"
                        + " other.");
    }

    /** Returns the problem of importing an object that has an address already. */
    Diagnostic imported(ResourceBlock block, Identity identity, Address other) {
        var address = block.address();
        var rename = move(other, address);
        return Diagnostic.error(
                        "SP0545", block.span(), "`" + identity + "` is in the state already, as `" + other + "`.")
                .hint(
                        block(other).isPresent()
                                ? "Leave this block out; or, to call it `" + address
                                        + "` from now on, remove the block `" + other + "` and run " + rename + "."
                                : "To call it `" + address + "` from now on: " + rename + ", or " + added(block, other)
                                        + ".");
    }

    /**
     * Returns the problem of an object that would be deleted at one address and created at another.
     *
     * @param change the change that creates it
     * @param leaving the change that deletes it
     */
    Diagnostic renamed(ResourceBlock block, Held held, Change change, Change leaving) {
        var old = held.address();
        var now = block.address();
        var place = SameObject.place(block);
        var problem = Diagnostic.error(
                "SP0585",
                place,
                "`" + now + "` is the same " + block.type().name() + " `" + held.identity() + "` as `" + old
                        + "`: this plan would "
                        + (leaving.effect() instanceof Change.Forget ? "forget" : "delete")
                        + " it as `" + old + "` and create it again as `" + now + "`.");
        var there = block(old);
        var related = there.map(other -> problem.related("`" + old + "` gives it up", SameObject.place(other)))
                .orElse(problem);
        var isMade = state.resource(now).isEmpty();
        var keep = there.isEmpty() && isMade ? added(block, old) : "run " + moves(old, now, there.isPresent());
        var first = change.effect() instanceof Change.Create && isMade
                ? "without " + entry(now)
                : "with `" + now + "` as it was";
        return related.hint("To keep the object, " + keep + ". " + otherwise(old, first));
    }

    /**
     * Returns the problem of a removed block and a new one with the same properties, of a type whose objects have
     * only an id that the cloud assigns.
     *
     * @param leaving the change of the old object
     * @param id of the object
     */
    Diagnostic replaced(ResourceBlock block, Change leaving, Identity id) {
        var old = leaving.address();
        var now = block.address();
        return Diagnostic.error(
                        "SP0585",
                        block.span(),
                        "`" + now + "` has the same properties as `" + old + "`, the "
                                + block.type().name() + " `" + id
                                + "` whose block was removed: this plan would "
                                + (leaving instanceof Change.Forget ? "forget" : "delete") + " that object and create"
                                + " another one as `" + now + "`.")
                .hint("To keep the object, " + added(block, old) + ". " + otherwise(old, "without " + entry(now)));
    }

    /** Returns the hint how to create a different object instead. */
    private String otherwise(Address old, String first) {
        var twice = "first " + first + ", then with this spec.";
        return state.resource(old).filter(ResourceState::preventDestroy).isPresent()
                ? "To delete it and create another one, put `preventDestroy: false` into the block `" + old.block()
                        + "` and apply that; then apply twice: " + twice
                : "To delete it and create another one, apply twice: " + twice;
    }

    private static String entry(Address address) {
        return address.key()
                .map(key -> "the entry `" + key + "` of `" + address.block() + "`")
                .orElse("`" + address + "`");
    }

    private static String added(ResourceBlock block, Address old) {
        var name = block.address().block();
        if (!block.address().module().isRoot()) {
            return SameObject.moving(block.address(), old);
        }
        return block.movedFrom().isEmpty()
                ? "add `" + moved(old) + "` to the block `" + name + "`"
                : "add `" + old.yaml() + "` to the `moved` of the block `" + name + "`";
    }

    private static String moved(Address old) {
        return "moved: [" + old.yaml() + "]";
    }

    /** Returns the commands that move the object to its new address, and free that address first. */
    private String moves(Address old, Address now, boolean stays) {
        var commands = new ArrayList<String>();
        if (state.resource(now).isPresent()) {
            var aside = aside();
            commands.add(move(now, aside));
            commands.add(move(old, now));
            if (stays) {
                commands.add(move(aside, old));
            }
        } else {
            commands.add(move(old, now));
        }
        return List.copyOf(commands).stream().collect(Collectors.joining(", then "));
    }

    private static String move(Address from, Address to) {
        return COMMAND + from.word() + " " + to.word() + "`";
    }

    private Address aside() {
        var name = Address.resource("aside");
        for (var number = 2; state.resource(name).isPresent() || block(name).isPresent(); number++) {
            name = Address.resource("aside" + number);
        }
        return name;
    }

    private Optional<ResourceBlock> block(Address address) {
        return stack.resource(address);
    }
}
