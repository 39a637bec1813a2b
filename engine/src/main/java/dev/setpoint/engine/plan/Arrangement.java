package dev.setpoint.engine.plan;

import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.state.State;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings the changes of a plan into an order in which they could run one by one, now that all of them are known, and
 * sees to it that each object keeps one address.
 */
record Arrangement(Collisions collisions, Decision decision, Inventory inventory, State state, Stack stack) {

    List<Change> of(List<Change> found, Problems problems) {
        var existing = collisions.settle(inventory, problems);
        var spared = new SharedObjects(inventory, new Fates(found, stack), stack, decision).of(found);
        var refusals = new AddressRefusals(stack, state);
        var addresses = new OneAddress(inventory, new Fates(spared, stack), refusals, existing);
        addresses.twice(problems::block);
        var changes = new Renames(refusals).of(addresses.of(spared));
        var precedence = Precedence.of(changes, state);
        var sequence = new ArrayList<>(precedence.sequence());
        if (sequence.size() < changes.size()) {
            var circle = precedence.circle(sequence);
            var problem = Refusals.circle(circle, stack);
            circle.forEach(address -> problems.block(address, problem));
            changes.stream().filter(change -> circle.contains(change.address())).forEach(sequence::add);
        }
        return sequence;
    }
}
