package dev.setpoint.engine.plan;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.stack.StaticValues;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Old addresses that blocks name in {@code moved}, by the new ones. Of the entries of one {@code forEach}, which all
 * name the same, the one whose object it is.
 *
 * @param from new address → old address
 * @param problems old addresses that several entries could have
 */
record Moves(Map<Address, Address> from, List<Diagnostic> problems) {

    static Moves of(Stack stack, State state) {
        var candidates = new LinkedHashMap<Address, List<ResourceBlock>>();
        for (var block : stack.resources().values()) {
            if (state.resource(block.address()).isEmpty()) {
                block.movedFrom().stream()
                        .filter(old -> state.resource(old).isPresent()
                                && !stack.resources().containsKey(old.text()))
                        .findFirst()
                        .ifPresent(old -> candidates
                                .computeIfAbsent(old, _ -> new ArrayList<>())
                                .add(block));
            }
        }
        var from = new LinkedHashMap<Address, Address>();
        var problems = new ArrayList<Diagnostic>();
        candidates.forEach((old, blocks) -> {
            var fitting = blocks.size() == 1
                    ? blocks
                    : fitting(blocks, state.resource(old).orElseThrow(), new StaticValues(stack));
            if (fitting.size() == 1) {
                from.put(fitting.getFirst().address(), old);
            } else {
                problems.add(ambiguous(old, blocks));
            }
        });
        return new Moves(from, problems);
    }

    private static List<ResourceBlock> fitting(List<ResourceBlock> blocks, ResourceState old, StaticValues values) {
        var known = old.applied().plus(old.outputs());
        return blocks.stream()
                .filter(block -> Naming.names(block.type(), values.properties(block), known))
                .toList();
    }

    private static Diagnostic ambiguous(Address old, List<ResourceBlock> blocks) {
        var first = blocks.getFirst();
        return Diagnostic.error(
                        "SP0586",
                        first.span(),
                        "`moved: [" + old.yaml() + "]` does not say which of "
                                + blocks.stream()
                                        .map(block -> "`" + block.address() + "`")
                                        .collect(Collectors.joining(", "))
                                + " has the object of `" + old + "`.")
                .hint("Say it with a command: `setpoint state mv " + old.word() + " "
                        + first.address().word() + "`.");
    }
}
