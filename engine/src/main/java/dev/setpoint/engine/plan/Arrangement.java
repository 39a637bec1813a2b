package dev.setpoint.engine.plan;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.state.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Brings the changes of a plan into an order in which they could run one by one, now that all of them are known. */
record Arrangement(Collisions collisions, State state, Stack stack) {

    List<Change> of(List<Change> found, Consumer<Diagnostic> problems) {
        var changes = new ArrayList<>(found);
        var deleted = changes.stream()
                .filter(Change.Delete.class::isInstance)
                .map(Change::address)
                .collect(Collectors.toSet());
        var after = collisions.settle(deleted, problems);
        changes.replaceAll(change -> switch (change) {
            case Change.Create create when after.containsKey(create.address()) -> waiting(create, after);
            case Change.Delete delete when delete.target().forbidden().isPresent() -> renaming(delete, after);
            default -> change;
        });
        var precedence = Precedence.of(changes, state);
        var sequence = precedence.sequence();
        if (sequence.size() < changes.size()) {
            problems.accept(Refusals.circle(precedence.circle(sequence), stack));
        }
        return sequence;
    }

    private static Change waiting(Change.Create create, Map<Address, Set<Address>> after) {
        return new Change.Create(
                create.target().waitingFor(after.getOrDefault(create.address(), Set.of())),
                create.reason(),
                create.desired(),
                create.properties());
    }

    /** A protected object whose name another block takes has most likely been renamed in the spec: says how. */
    private Change renaming(Change.Delete delete, Map<Address, Set<Address>> after) {
        return after.entrySet().stream()
                .filter(taking -> taking.getValue().contains(delete.address()))
                .flatMap(taking -> block(taking.getKey()).stream())
                .findFirst()
                .map(block -> delete.forbidden(Refusals.renaming(delete, block)))
                .orElse(delete);
    }

    private Optional<ResourceBlock> block(Address address) {
        return Optional.ofNullable(stack.resources().get(address.text()));
    }
}
