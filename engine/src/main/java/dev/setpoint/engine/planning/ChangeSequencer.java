package dev.setpoint.engine.planning;

import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.ChangeOrder;
import dev.setpoint.engine.planning.decide.ChangeDecision;
import dev.setpoint.engine.planning.identity.AddressConflicts;
import dev.setpoint.engine.planning.identity.AddressRefusals;
import dev.setpoint.engine.planning.identity.ObjectPlans;
import dev.setpoint.engine.planning.identity.RenamedBlocks;
import dev.setpoint.engine.planning.identity.SharedObjects;
import dev.setpoint.engine.planning.live.Collisions;
import dev.setpoint.engine.planning.live.Inventory;
import dev.setpoint.engine.planning.refusal.PlanProblems;
import dev.setpoint.engine.planning.refusal.Refusals;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.state.State;
import java.util.ArrayList;
import java.util.List;

/**
 * Orders the changes of a plan so that they can run one by one, and forbids changes that would give an object a
 * second address.
 */
record ChangeSequencer(Collisions collisions, ChangeDecision decision, Inventory inventory, State state, Stack stack) {

    List<Change> of(List<Change> found, PlanProblems problems) {
        var existing = collisions.settle(inventory, problems);
        var spared = new SharedObjects(inventory, new ObjectPlans(found, stack), stack, decision).of(found);
        var refusals = new AddressRefusals(stack, state);
        var addresses = new AddressConflicts(inventory, new ObjectPlans(spared, stack), refusals, existing);
        addresses.reportSharedObjects(problems::block);
        var changes = new RenamedBlocks(refusals).of(addresses.of(spared));
        var precedence = ChangeOrder.of(changes, state);
        var sequence = new ArrayList<>(precedence.sequence());
        if (sequence.size() < changes.size()) {
            var circle = precedence.cycle(sequence);
            var problem = Refusals.cycle(circle, stack);
            circle.forEach(address -> problems.block(address, problem));
            changes.stream().filter(change -> circle.contains(change.address())).forEach(sequence::add);
        }
        return sequence;
    }
}
